package org.civildiy.defaults.audit;

import java.util.logging.Logger;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.civildiy.defaults.fixture.RecordedLog;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

/** What every service puts on record by itself; what auth-service adds is told by its own tests. */
@QuarkusTest
class AuditTest {
    private final RecordedLog written = new RecordedLog("%m");

    @BeforeEach
    void attach() {
        Logger.getLogger("audit").addHandler(written);
    }

    @AfterEach
    void detach() {
        Logger.getLogger("audit").removeHandler(written);
    }

    @Test
    void who_has_no_identity_is_on_record() {
        // When
        when().get("/sample/caller").then().statusCode(401);
        // Then
        assertThat(written.lines)
                .containsExactly("event=denied status=401 method=GET path=/sample/caller user=- from=\"127.0.0.1\"");
    }

    @Test
    void who_may_not_do_it_is_on_record_with_where_it_came_from() {
        // Given
        var caller = given().header("X-User-ID", "7").header("X-Forwarded-For", "2001:db8::9");
        // When
        caller.delete("/sample/somebody-elses").then().statusCode(403);
        // Then
        assertThat(written.lines)
                .containsExactly(
                        "event=denied status=403 method=DELETE path=/sample/somebody-elses user=7 from=\"2001:db8::9\"");
    }

    @Test
    void other_answers_are_not() {
        // When
        when().get("/sample?limit=x").then().statusCode(400);
        when().get("/sample").then().statusCode(200);
        // Then
        assertThat(written.lines).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/posts, /api/posts",
        "/api/posts/0123456789abcdef01234567, /api/posts",
        "/api/posts?token=secret, /api/posts",
        "/api/Secret, /api",
        "/api/posts%0aevent=registered, /api",
        "/, -",
        "'', -"
    })
    void of_a_path_the_first_two_parts_are_told_when_they_are_words(String path, String told) {
        // When
        var area = Audit.area(path);
        // Then
        assertThat(area).isEqualTo(told);
    }
}
