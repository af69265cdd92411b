package org.civildiy.acceptance.contract;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** docs/contract.md section 1: every service reports a client's mistake as problem details of the same form. */
@AcceptanceTest
class ProblemDetailsTest {
    private static final int MIB = 1024 * 1024;

    private final Visitor visitor;

    ProblemDetailsTest(Visitor visitor) {
        this.visitor = visitor;
    }

    static Stream<String> placesToPost() {
        return Stream.of("/api/auth/register", "/api/auth/login", "/api/profile", "/api/posts");
    }

    @ParameterizedTest
    @MethodSource("placesToPost")
    void malformed_json_is_a_400(String path) {
        // Given
        var ada = visitor.becomesMember();
        for (var body :
                new String[] {"{", "{\"title\": ", "nonsense", "{\"title\": \"a\" \"b\"}", "{'title': 1}", "\u0000"}) {
            // When
            var response = ada.post(path, body);
            // Then
            response.then().spec(problem(400));
        }
    }

    @ParameterizedTest
    @MethodSource("placesToPost")
    void a_body_of_another_shape_is_a_400(String path) {
        // Given
        var ada = visitor.becomesMember();
        for (var body : new String[] {"[]", "\"text\"", "42", "null", "true"}) {
            // When
            var response = ada.post(path, body);
            // Then
            response.then().spec(problem(400));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/posts, title",
        "/api/posts, content",
        "/api/posts, tags",
        "/api/profile, bio",
        "/api/profile, dob",
        "/api/auth/login, email",
        "/api/auth/login, password",
        "/api/auth/register, username"
    })
    void a_value_of_another_type_is_a_400(String path, String field) {
        // Given
        var ada = visitor.becomesMember();
        for (var value : new String[] {"{\"a\": 1}", "[[1]]"}) {
            // When
            var response = ada.post(path, "{\"" + field + "\": " + value + "}");
            // Then
            response.then().spec(problem(400));
        }
    }

    @ParameterizedTest
    @MethodSource("placesToPost")
    void a_missing_body_is_a_400(String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.request().contentType("application/json").post(path);
        // Then
        response.then().spec(problem(400));
    }

    @ParameterizedTest
    @MethodSource("placesToPost")
    void what_is_not_json_is_a_415(String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var text = ada.request().contentType("text/plain").body("{}").post(path);
        var form = ada.request()
                .contentType("application/x-www-form-urlencoded")
                .body("title=t")
                .post(path);
        // Then
        text.then().spec(problem(415));
        form.then().spec(problem(415));
    }

    @ParameterizedTest
    @MethodSource("placesToPost")
    void a_body_over_one_mebibyte_is_a_413(String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var within = ada.post(path, jsonOf(MIB));
        var beyond = ada.post(path, jsonOf(MIB + 1));
        // Then
        within.then().statusCode(not(equalTo(413))).statusCode(not(equalTo(500)));
        beyond.then().spec(problem(413));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/auth/register", "PUT, /api/auth/login", "POST, /api/auth/validate", "PATCH, /api/profile",
        "PUT, /api/posts", "PATCH, /api/posts", "DELETE, /api/activity-stream", "PUT, /api/activity-stream/stats"
    })
    void a_method_that_is_not_there_is_a_405(String method, String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.request().contentType("application/json").body("{}").request(method, path);
        // Then
        response.then().spec(problem(405));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/auth/nothing",
        "/api/profile/nothing",
        "/api/posts/0123456789abcdef01234567/nothing",
        "/api/activity-stream/nothing"
    })
    void a_path_that_no_service_has_is_a_404(String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.get(path);
        // Then
        response.then().spec(problem(404));
    }

    @Test
    void the_problem_names_the_path_it_is_about() {
        // When
        var response = visitor.get("/api/posts/ffffffffffffffffffffffff");
        // Then
        response.then().body("instance", equalTo("/api/posts/ffffffffffffffffffffffff"));
    }

    @Test
    void broken_utf8_is_a_400() {
        // Given
        var ada = visitor.becomesMember();
        var body = new byte[] {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
        // When
        var response = ada.request().contentType("application/json").body(body).post("/api/posts");
        // Then
        response.then().spec(problem(400));
    }

    @Test
    void json_is_utf8() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("Größe — 大きさ");
        // Then
        assertThat(new String(visitor.get("/api/posts/" + post).asByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Größe — 大きさ");
    }

    @Test
    void an_accept_header_of_something_else_does_not_break_the_error() {
        // When
        var response = visitor.request().header("Accept", "text/html").get("/api/posts/zzz");
        // Then
        response.then().statusCode(not(equalTo(500))).body(not(containsString("Exception")));
    }

    private static String jsonOf(int bytes) {
        var frame = "{\"ignored\": \"\"}";
        return "{\"ignored\": \"" + "x".repeat(bytes - frame.length()) + "\"}";
    }
}
