package org.civildiy.defaults.openapi;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

/** What the OpenAPI document says of every operation, whichever resource it is of. */
@QuarkusTest
class ApiDescriptionTest {
    private static JsonPath document() {
        return when().get("/openapi?format=json").jsonPath();
    }

    @ParameterizedTest
    @CsvSource({"post, 400", "post, 413", "post, 415", "get, 406", "get, 429", "get, 503"})
    void an_error_is_a_problem_whoever_answers_it(String method, String status) {
        // When
        var answer = document()
                .getMap("paths.'/sample'.%s.responses.'%s'.content.'application/problem+json'"
                        .formatted(method, status));
        // Then
        assertThat(answer).isNotNull();
        assertThat(answer.get("schema")).hasToString("{$ref=#/components/schemas/Problem}");
    }

    @Test
    void who_takes_a_caller_wants_a_token_and_no_header_of_identity() {
        // When
        var operation = document().getMap("paths.'/sample/caller'.get");
        // Then
        assertThat(operation.get("security")).hasToString("[{bearer=[]}]");
        assertThat(operation).doesNotContainKey("parameters");
        assertThat(operation.get("responses").toString()).contains("401", "WWW-Authenticate");
    }

    @Test
    void who_takes_none_is_public() {
        // When
        var operation = document().getMap("paths.'/sample'.get");
        // Then
        assertThat(operation).doesNotContainKey("security");
    }
}
