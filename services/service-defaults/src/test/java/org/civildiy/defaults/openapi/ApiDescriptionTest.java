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

    @ParameterizedTest
    @CsvSource({
        "/sample, get, 400",
        "/sample/things/{id}, put, 400",
        "/sample/things/{id}, put, 401",
        "/sample/things/{id}, put, 404",
        "/sample/things/{id}, put, 412",
        "/sample/things/{id}, get, 304",
        "/sample/things/{id}, get, 404"
    })
    void what_follows_from_the_signature_needs_no_annotation(String path, String method, String status) {
        // When
        var answers = document().getMap("paths.'%s'.%s.responses".formatted(path, method));
        // Then
        assertThat(answers).containsKey(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/sample/instant, 400",
        "/sample/instant, 401",
        "/sample, 404",
        "/sample/things/{id}, 400",
        "/sample, 412"
    })
    void what_does_not_follow_from_the_signature_is_not_described(String path, String status) {
        // When
        var answers = document().getMap("paths.'%s'.get.responses".formatted(path));
        // Then
        assertThat(answers).doesNotContainKey(status);
    }

    @Test
    void invalid_input_is_described_in_the_words_of_all_services() {
        // When
        var answer = document().getMap("paths.'/sample'.post.responses.'400'");
        // Then
        assertThat(answer).containsEntry("description", "Invalid; `violations` names every bad field");
    }

    @Test
    void a_resource_keeps_its_own_words() {
        // When
        var answer = document().getMap("paths.'/sample/things/{id}'.put.responses.'412'");
        // Then
        assertThat(answer).containsEntry("description", "The thing has changed");
    }

    @Test
    void who_takes_none_is_public() {
        // When
        var operation = document().getMap("paths.'/sample'.get");
        // Then
        assertThat(operation).doesNotContainKey("security");
    }
}
