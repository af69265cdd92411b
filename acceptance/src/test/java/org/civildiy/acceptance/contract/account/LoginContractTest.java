package org.civildiy.acceptance.contract.account;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Token;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** docs/contract.md section 2: login, and the token that it returns. */
@AcceptanceTest
class LoginContractTest {
    private static final int DAY = 24 * 60 * 60;

    private final Visitor visitor;

    LoginContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void login_returns_a_bearer_token_for_a_day() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = visitor.login(ada.email(), Visitor.PASSWORD);
        // Then
        response.then()
                .statusCode(200)
                .body("$", aMapWithSize(3))
                .body("access_token", not(blankOrNullString()))
                .body("token_type", equalTo("bearer"))
                .body("expires_in", equalTo(DAY));
    }

    @Test
    void login_takes_the_email_in_any_letter_case() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = visitor.login(ada.email().toUpperCase(Locale.ROOT), Visitor.PASSWORD);
        // Then
        response.then().statusCode(200);
    }

    @Test
    void a_wrong_password_and_an_unknown_email_get_the_same_answer() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var wrong = visitor.login(ada.email(), "not " + Visitor.PASSWORD);
        var unknown = visitor.login(Visitor.unusedName() + "@example.com", Visitor.PASSWORD);
        // Then
        wrong.then().spec(problem(401, "Invalid credentials"));
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_ten_failures_a_login_is_refused_whether_or_not_the_account_exists(boolean registered) {
        // Given
        var email = registered ? visitor.becomesMember().email() : Visitor.unusedName() + "@example.com";
        for (var i = 0; i < 10; i++) {
            visitor.login(email, "not " + Visitor.PASSWORD).then().spec(problem(401, "Invalid credentials"));
        }
        // When
        var response = visitor.login(email, Visitor.PASSWORD);
        // Then
        response.then().spec(problem(429));
        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 15 * 60);
    }

    @Test
    void a_strangers_failures_lock_the_account_for_the_address_that_they_came_from() {
        // Given
        var ada = visitor.becomesMember();
        for (var i = 0; i < 10; i++) {
            visitor.loginFrom("127.0.0.2", "192.0.2." + i, ada.email(), "not " + Visitor.PASSWORD)
                    .then()
                    .statusCode(401);
        }
        // When
        var stranger = visitor.loginFrom("127.0.0.2", "192.0.2.99", ada.email(), Visitor.PASSWORD);
        var owner = visitor.login(ada.email(), Visitor.PASSWORD);
        // Then
        stranger.then().spec(problem(429));
        owner.then().statusCode(200);
    }

    @Test
    void login_names_missing_fields() {
        // When
        var response = visitor.post("/api/auth/login", "{\"email\": null}");
        // Then
        response.then().spec(invalid("email", "password"));
    }

    @Test
    void a_token_carries_the_claims_of_the_contract() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var token = Token.parse(ada.token());
        // Then
        assertThat(token.header()).containsEntry("alg", "HS256");
        assertThat(token.claims())
                .containsKeys("iss", "jti")
                .containsEntry("sub", Long.toString(ada.id()))
                .containsEntry("email", ada.email())
                .containsEntry("upn", ada.username());
        assertThat(token.seconds("exp") - token.seconds("iat")).isEqualTo(DAY);
    }

    @Test
    void no_two_tokens_are_the_same() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var again = visitor.login(ada.email(), Visitor.PASSWORD).<String>path("access_token");
        // Then
        assertThat(Token.parse(again).claims().get("jti"))
                .isNotEqualTo(Token.parse(ada.token()).claims().get("jti"));
    }
}
