package org.civildiy.defaults.problem;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.logging.Logger;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.fixture.RecordedLog;

import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What operators are told of requests that were not answered as they should be. */
@QuarkusTest
class FailureLogTest {
    private final RecordedLog written = new RecordedLog("%p %m %e");

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

    @Test
    void a_body_that_turns_out_to_be_too_large_is_no_error() throws Exception {
        // Given
        var body = BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(" ".repeat(2 << 20).getBytes(UTF_8)));
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/sample"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        // When
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(written.lines).noneMatch(FailureLogTest::isError);
    }

    /** Other parts may have something to tell at the same moment. */
    private static boolean isError(String line) {
        return line.startsWith("ERROR");
    }
}
