package org.civildiy.posts.api;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.posts.RealBackends;

import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.as;
import static org.hamcrest.Matchers.contains;

/** The form of the header {@code Idempotency-Key}. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class IdempotencyHeaderTest {
    private static final long ADA = 401;
    private static final String JSON = """
            {"title": "Title", "content": "Content", "tags": ["a"]}""";

    @ParameterizedTest
    @MethodSource("badKeys")
    void what_is_no_key_is_a_400_that_says_so(String bad) {
        // When
        var answer = create(ADA, bad, JSON);
        // Then
        answer.then().statusCode(400).contentType(PROBLEM).body("violations.field", contains("Idempotency-Key"));
    }

    static List<String> badKeys() {
        return List.of("", "   ", "k".repeat(256), "tab\tinside", "caf\u00e9");
    }

    @Test
    void two_keys_at_once_are_a_400() {
        // When
        var answer = as(ADA).header("Idempotency-Key", "one", "another")
                .contentType(ContentType.JSON)
                .body(JSON)
                .post("/api/posts");
        // Then
        answer.then().statusCode(400).body("violations.field", contains("Idempotency-Key"));
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    void any_printable_text_of_up_to_255_characters_is_a_key(String good) {
        // When
        var answer = create(unusedUser(), good, JSON);
        // Then
        answer.then().statusCode(201);
    }

    static List<String> goodKeys() {
        return List.of("k", "k".repeat(255), "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "a b~!");
    }

    private static Response create(long user, String key, String json) {
        return as(user).header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(json)
                .post("/api/posts");
    }

    /** A user whose posts are those of one test, however often it runs. */
    private static long unusedUser() {
        return ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000_000L);
    }
}
