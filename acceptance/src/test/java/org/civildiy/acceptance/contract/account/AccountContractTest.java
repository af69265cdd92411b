package org.civildiy.acceptance.contract.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Answers;
import org.civildiy.acceptance.client.Member;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Instance;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.WholeSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** docs/contract.md section 2: reading, changing and deleting an account, and the revocation of its tokens. */
@AcceptanceTest
class AccountContractTest {
    private static final Duration REVOCATION_LIMIT = Duration.ofSeconds(1);
    private static final String NEXT = "an even more correct horse";

    private final Visitor visitor;

    AccountContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void the_owner_of_a_token_can_read_the_account() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.get("/api/auth/me");
        // Then
        response.then()
                .statusCode(200)
                .body("$", aMapWithSize(4))
                .body("email", equalTo(ada.email()))
                .body("username", equalTo(ada.username()))
                .body("created_at", Answers.timestamp());
        assertThat(response.jsonPath().getLong("id")).isEqualTo(ada.id());
        assertThat(Instant.parse(response.path("created_at")))
                .isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void a_token_is_refused_after_logout() {
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
    void a_password_change_revokes_all_tokens_but_the_one_that_it_returns() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = changePassword(ada, Visitor.PASSWORD, NEXT);
        // Then
        response.then().statusCode(200).body("token_type", equalTo("bearer"));
        ada.get("/api/profile").then().spec(problem(401));
        var again = visitor.withToken(ada, response.path("access_token"));
        again.get("/api/profile").then().spec(problem(404));
        visitor.login(ada.email(), Visitor.PASSWORD).then().spec(problem(401, "Invalid credentials"));
        visitor.login(ada.email(), NEXT).then().statusCode(200);
    }

    @Test
    void a_password_change_needs_the_current_password() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = changePassword(ada, "not " + Visitor.PASSWORD, NEXT);
        // Then
        response.then().spec(problem(403));
        ada.get("/api/auth/validate").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password123"})
    void a_new_password_has_to_meet_the_rules(String next) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = changePassword(ada, Visitor.PASSWORD, next);
        // Then
        response.then().spec(invalid("new_password"));
    }

    @Test
    void deleting_an_account_revokes_its_tokens() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = deleteAccount(ada, Visitor.PASSWORD);
        // Then
        response.then().statusCode(200).body("message", notNullValue());
        ada.get("/api/profile").then().spec(problem(401));
        visitor.login(ada.email(), Visitor.PASSWORD).then().spec(problem(401, "Invalid credentials"));
    }

    @Test
    void deleting_an_account_needs_its_password() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = deleteAccount(ada, "not " + Visitor.PASSWORD);
        // Then
        response.then().spec(problem(403));
        ada.get("/api/auth/me").then().statusCode(200);
    }

    @Test
    void a_token_that_is_revoked_at_one_instance_is_refused_by_every_other_within_a_second(Operator operator) {
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
            await("the revocations at both instances")
                    .atMost(REVOCATION_LIMIT)
                    .until(() -> instances.stream()
                            .allMatch(instance -> isRevoked(instance, ada) && isRevoked(instance, bob)));
        } finally {
            operator.scale("auth-service", 1);
        }
    }

    @Test
    void a_revocation_survives_a_restart(Operator operator) {
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

    private static boolean isRevoked(Instance instance, Member member) {
        return at(instance, member).get("/api/auth/validate").statusCode() == 401;
    }

    private static RequestSpecification at(Instance instance, Member member) {
        return instance.request().header("Authorization", "Bearer " + member.token());
    }

    private static Response changePassword(Member member, String current, String next) {
        return member.post("/api/auth/password", Map.of("current_password", current, "new_password", next));
    }

    private static Response deleteAccount(Member member, String password) {
        return member.request()
                .contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .delete("/api/auth/me");
    }
}
