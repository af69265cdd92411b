package org.civildiy.acceptance;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.Answers.invalid;
import static org.civildiy.acceptance.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** CONTRACT.md section 2: how one gets a token. */
@AcceptanceTest
class LoginContractTest {
    private static final int DAY = 24 * 60 * 60;

    private final Visitor visitor;

    LoginContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void login_answers_a_bearer_token_for_a_day() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = visitor.login(ada.email(), Visitor.PASSWORD);
        // Then
        answer.then()
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
        var answer = visitor.login(ada.email().toUpperCase(Locale.ROOT), Visitor.PASSWORD);
        // Then
        answer.then().statusCode(200);
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

    @Test
    void a_wrong_password_and_an_unknown_email_take_the_same_time() {
        // Given
        var members = Stream.generate(visitor::becomesMember).limit(3).toList();
        // When
        var known =
                medianMillis(i -> visitor.login(members.get(i % members.size()).email(), "not the password"));
        var unknown = medianMillis(i -> visitor.login(Visitor.unusedName() + "@example.com", "not the password"));
        // Then
        assertThat(unknown).as("without a hash it would be a tenth").isGreaterThan(known / 2);
    }

    @Test
    void login_names_missing_fields() {
        // When
        var answer = visitor.post("/api/auth/login", "{\"email\": null}");
        // Then
        answer.then().spec(invalid("email", "password"));
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

    private static long medianMillis(java.util.function.IntFunction<Response> login) {
        var times = IntStream.range(0, 9)
                .mapToLong(i -> login.apply(i).time())
                .sorted()
                .toArray();
        return Arrays.stream(times).skip(times.length / 2).findFirst().orElseThrow();
    }
}
