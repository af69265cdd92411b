package org.civildiy.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.Answers.invalid;
import static org.civildiy.acceptance.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** What the owner of an account can do with it, and how tokens end before their time. */
@AcceptanceTest
class AccountContractTest {
    private static final Duration AT_EVERY_INSTANCE = Duration.ofSeconds(1);
    private static final String NEXT = "an even more correct horse";

    private final Visitor visitor;

    AccountContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void somebody_with_a_token_can_ask_who_one_is() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = ada.get("/api/auth/me");
        // Then
        answer.then()
                .statusCode(200)
                .body("$", aMapWithSize(4))
                .body("email", equalTo(ada.email()))
                .body("username", equalTo(ada.username()))
                .body("created_at", Answers.timestamp());
        assertThat(answer.jsonPath().getLong("id")).isEqualTo(ada.id());
        assertThat(Instant.parse(answer.path("created_at")))
                .isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void a_token_opens_nothing_any_more_after_its_owner_has_logged_out() {
        // Given
        var ada = visitor.becomesMember();
        // When
        ada.post("/api/auth/logout", "").then().statusCode(200);
        // Then
        ada.get("/api/auth/validate").then().spec(problem(401, "Invalid token"));
        ada.get("/api/profile").then().spec(problem(401));
        ada.get("/api/auth/me").then().spec(problem(401));
        visitor.login(ada.email(), Visitor.PASSWORD).then().statusCode(200);
    }

    @Test
    void another_password_ends_all_tokens_but_the_one_that_is_the_answer() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = changePassword(ada, Visitor.PASSWORD, NEXT);
        // Then
        answer.then().statusCode(200).body("token_type", equalTo("bearer"));
        ada.get("/api/profile").then().spec(problem(401));
        var again = visitor.withToken(ada, answer.path("access_token"));
        again.get("/api/profile").then().spec(problem(404));
        visitor.login(ada.email(), Visitor.PASSWORD).then().spec(problem(401, "Invalid credentials"));
        visitor.login(ada.email(), NEXT).then().statusCode(200);
    }

    @Test
    void the_current_password_is_asked_for() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = changePassword(ada, "not " + Visitor.PASSWORD, NEXT);
        // Then
        answer.then().spec(problem(403));
        ada.get("/api/auth/validate").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password123"})
    void a_new_password_keeps_the_rules(String next) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = changePassword(ada, Visitor.PASSWORD, next);
        // Then
        answer.then().spec(invalid("new_password"));
    }

    @Test
    void an_account_that_is_removed_is_gone_with_all_its_tokens() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = remove(ada, Visitor.PASSWORD);
        // Then
        answer.then().statusCode(200).body("message", notNullValue());
        ada.get("/api/profile").then().spec(problem(401));
        visitor.login(ada.email(), Visitor.PASSWORD).then().spec(problem(401, "Invalid credentials"));
    }

    @Test
    void nobody_removes_an_account_without_its_password() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = remove(ada, "not " + Visitor.PASSWORD);
        // Then
        answer.then().spec(problem(403));
        ada.get("/api/auth/me").then().statusCode(200);
    }

    @Test
    void what_is_ended_at_one_instance_is_ended_at_every_other_within_a_second(Operator operator) {
        // Given
        operator.assumeInControl();
        operator.scale("auth-service", 2);
        try {
            var ada = visitor.becomesMember();
            var bob = visitor.becomesMember();
            var instances = operator.instances("auth-service");
            // When
            at(instances.getFirst(), ada).post("/api/auth/logout").then().statusCode(200);
            at(instances.getFirst(), bob)
                    .contentType(ContentType.JSON)
                    .body(Map.of("current_password", Visitor.PASSWORD, "new_password", NEXT))
                    .post("/api/auth/password")
                    .then()
                    .statusCode(200);
            // Then
            assertThat(instances).hasSize(2);
            await("the news at both")
                    .atMost(AT_EVERY_INSTANCE)
                    .until(() ->
                            instances.stream().allMatch(instance -> isEnded(instance, ada) && isEnded(instance, bob)));
        } finally {
            operator.scale("auth-service", 1);
        }
    }

    @Test
    void what_is_ended_stays_so_after_a_restart(Operator operator) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var bob = visitor.becomesMember();
        ada.post("/api/auth/logout", "").then().statusCode(200);
        changePassword(bob, Visitor.PASSWORD, NEXT).then().statusCode(200);
        // When
        operator.restart("auth-service");
        // Then
        WholeSystem.awaitWorks(visitor);
        ada.get("/api/auth/validate").then().spec(problem(401, "Invalid token"));
        bob.get("/api/auth/validate").then().spec(problem(401, "Invalid token"));
    }

    private static boolean isEnded(Instance instance, Member member) {
        return at(instance, member).get("/api/auth/validate").statusCode() == 401;
    }

    private static RequestSpecification at(Instance instance, Member member) {
        return instance.request().header("Authorization", "Bearer " + member.token());
    }

    private static Response changePassword(Member member, String current, String next) {
        return member.post("/api/auth/password", Map.of("current_password", current, "new_password", next));
    }

    private static Response remove(Member member, String password) {
        return member.request()
                .contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .delete("/api/auth/me");
    }
}
