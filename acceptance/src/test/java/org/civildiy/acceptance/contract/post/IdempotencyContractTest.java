package org.civildiy.acceptance.contract.post;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** docs/contract.md section 4: requests with the same {@code Idempotency-Key} create one post. */
@AcceptanceTest
class IdempotencyContractTest {
    private final Visitor visitor;

    IdempotencyContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void a_repeated_key_returns_the_first_post_and_creates_no_other() {
        // Given
        var ada = visitor.becomesMember();
        var first = ada.postsOnce("a key", "tag");
        // When
        var again = ada.postsOnce("a key", "tag");
        // Then
        again.then()
                .statusCode(201)
                .header("Location", first.header("Location"))
                .header("ETag", "\"1\"")
                .body(equalTo(first.asString()));
        visitor.get("/api/posts?user_id=" + ada.id()).then().body("", hasSize(1));
    }

    @Test
    void the_same_key_with_another_post_is_a_conflict() {
        // Given
        var ada = visitor.becomesMember();
        ada.postsOnce("a key", "tag");
        // When
        var other = ada.postsOnce("a key", "another tag");
        // Then
        other.then().spec(problem(409));
        visitor.get("/api/posts?user_id=" + ada.id()).then().body("", hasSize(1));
    }

    @Test
    void a_key_of_more_than_255_characters_is_refused() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.postsOnce("k".repeat(256), "tag");
        // Then
        response.then().spec(invalid("Idempotency-Key"));
    }
}
