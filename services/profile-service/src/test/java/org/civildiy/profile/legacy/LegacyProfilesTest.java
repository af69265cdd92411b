package org.civildiy.profile.legacy;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.profile.RunningPostgres;

import static io.restassured.RestAssured.given;
import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.hamcrest.Matchers.equalTo;

/** Profiles that the legacy system stored, served by this one. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class LegacyProfilesTest {
    private final int userId = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);

    @Inject
    AgroalDataSource database;

    @Inject
    Flyway flyway;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    /** Other tests need the table as a new deployment has it. */
    @AfterEach
    void recreateTable() throws SQLException {
        dropTables();
        flyway.migrate();
    }

    @Test
    void a_table_of_the_legacy_system_is_migrated_with_its_profiles() throws SQLException {
        // Given
        dropTables();
        execute("""
                CREATE TABLE user_profiles (
                    id SERIAL PRIMARY KEY,
                    user_id INTEGER NOT NULL UNIQUE,
                    first_name VARCHAR(255), last_name VARCHAR(255), dob VARCHAR(10), address VARCHAR(500),
                    city VARCHAR(255), state VARCHAR(255), zip_code VARCHAR(20), country VARCHAR(255),
                    phone VARCHAR(20), bio TEXT, preferences TEXT, created_at TIMESTAMP, updated_at TIMESTAMP)
                """);
        execute(
                "INSERT INTO user_profiles (user_id, city, created_at) VALUES (%d, 'Paris', '2025-11-03T12:34:56.843429')"
                        .formatted(userId));
        // When
        flyway.migrate();
        // Then
        given().header("X-User-ID", userId)
                .get("/api/profile")
                .then()
                .statusCode(200)
                .body("city", equalTo("Paris"))
                .body("created_at", equalTo("2025-11-03T12:34:56.843Z"))
                .body("updated_at", equalTo("2025-11-03T12:34:56.843Z"));
    }

    @Test
    void a_legacy_value_that_is_no_date_does_not_prevent_changes_of_other_fields() throws SQLException {
        // Given
        execute("INSERT INTO user_profiles (user_id, dob, preferences) VALUES (%d, 'unknown', 'dark')"
                .formatted(userId));
        // When
        var response = given().header("X-User-ID", userId)
                .contentType(ContentType.JSON)
                .body("{\"city\": \"Paris\"}")
                .put("/api/profile");
        // Then
        response.then().statusCode(200).body("dob", equalTo("unknown")).body("preferences", equalTo("dark"));
    }

    private void dropTables() throws SQLException {
        execute("DROP TABLE user_profiles, flyway_schema_history_profile");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
