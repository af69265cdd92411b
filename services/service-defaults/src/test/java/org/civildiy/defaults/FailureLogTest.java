package org.civildiy.defaults;

import java.util.logging.Logger;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

/** What operators are told of requests that were not answered as they should be. */
@QuarkusTest
class FailureLogTest {
    private final Written written = new Written("%p %m %e");

    @BeforeEach
    void attach() {
        Logger.getLogger("").addHandler(written);
    }

    @AfterEach
    void detach() {
        Logger.getLogger("").removeHandler(written);
    }

    @Test
    void an_unexpected_failure_is_logged_once_with_its_cause() {
        // When
        when().get("/sample/failure").then().statusCode(500);
        // Then
        assertThat(written.lines)
                .filteredOn(FailureLogTest::isError)
                .singleElement()
                .asString()
                .startsWith("ERROR request failed path=/sample/failure status=500")
                .contains("IllegalStateException: secret inside of db.internal:5432");
    }

    @Test
    void a_clients_mistake_and_a_backends_absence_are_no_errors() {
        // When
        when().get("/sample?limit=x").then().statusCode(400);
        when().get("/sample/away").then().statusCode(503);
        // Then
        assertThat(written.lines).noneMatch(FailureLogTest::isError);
    }

    /** Other parts may have something to tell at the same moment. */
    private static boolean isError(String line) {
        return line.startsWith("ERROR");
    }
}
