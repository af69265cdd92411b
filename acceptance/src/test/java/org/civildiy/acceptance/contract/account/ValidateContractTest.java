package org.civildiy.acceptance.contract.account;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Token;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.RunningSystem;

import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.emptyString;

/** docs/contract.md section 2: validation of genuine, forged and expired tokens. */
@AcceptanceTest
class ValidateContractTest {
    private static final int DAY = 24 * 60 * 60;

    private final Visitor visitor;

    ValidateContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void validate_answers_an_empty_body_and_the_identity_in_headers() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.get("/api/auth/validate");
        // Then
        response.then()
                .statusCode(200)
                .header("X-User-ID", Long.toString(ada.id()))
                .header("X-User-Email", ada.email())
                .header("X-User-Name", ada.username())
                .body(emptyString());
    }

    @Test
    void validate_without_a_token_is_a_401() {
        // When
        var response = visitor.get("/api/auth/validate");
        // Then
        response.then().spec(problem(401)).header("X-User-ID", (String) null);
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_forged_token_is_invalid(String kind, Forgery forgery) {
        // Given
        var ada = visitor.becomesMember();
        var forged = forgery.of(Token.parse(ada.token()));
        // When
        var response = visitor.withToken(ada, forged).get("/api/auth/validate");
        // Then
        response.then().spec(problem(401, "Invalid token"));
    }

    interface Forgery {
        String of(Token genuine);
    }

    static Stream<Object[]> forgeries() {
        return Stream.of(
                forgery("no token at all", genuine -> "nonsense"),
                forgery("two parts", genuine -> genuine.head() + "." + genuine.body()),
                forgery("an empty signature", genuine -> genuine.head() + "." + genuine.body() + "."),
                forgery(
                        "8 kB of it",
                        genuine -> genuine.with("padding", "x".repeat(8192)).signed(RunningSystem.SECRET_KEY)),
                forgery("alg none", genuine -> genuine.withHeader("alg", "none").unsigned()),
                forgery(
                        "another algorithm",
                        genuine -> genuine.withHeader("alg", "HS512").signedAsBefore()),
                forgery("another user", genuine -> genuine.with("sub", "1").signedAsBefore()),
                forgery(
                        "a longer life",
                        genuine -> genuine.with("exp", 4102444800L).signedAsBefore()),
                forgery("another key", genuine -> genuine.signed("another key, just as long as the right one")));
    }

    private static Object[] forgery(String kind, Forgery forgery) {
        return new Object[] {kind, forgery};
    }

    @Test
    void an_expired_token_has_another_error_than_an_invalid_one(Operator operator) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var genuine = Token.parse(ada.token());
        var expired =
                genuine.with("iat", genuine.seconds("iat") - 2 * DAY).with("exp", genuine.seconds("exp") - 2 * DAY);
        // When
        var response =
                visitor.withToken(ada, expired.signed(RunningSystem.SECRET_KEY)).get("/api/auth/validate");
        // Then
        response.then().spec(problem(401, "Token expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "exp", "iss"})
    void a_token_without_a_required_claim_is_invalid(String claim, Operator operator) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var forged = Token.parse(ada.token()).without(claim).signed(RunningSystem.SECRET_KEY);
        // When
        var response = visitor.withToken(ada, forged).get("/api/auth/validate");
        // Then
        response.then().spec(problem(401, "Invalid token"));
    }

    @ParameterizedTest
    @CsvSource({"iss, somebody else", "sub, not a number", "sub, ''"})
    void a_token_with_another_value_in_a_required_claim_is_invalid(String claim, String value, Operator operator) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var forged = Token.parse(ada.token()).with(claim, value).signed(RunningSystem.SECRET_KEY);
        // When
        var response = visitor.withToken(ada, forged).get("/api/auth/validate");
        // Then
        response.then().spec(problem(401, "Invalid token"));
    }

    @Test
    void a_token_of_another_algorithm_is_invalid_even_with_the_right_key(Operator operator) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var forged = Token.parse(ada.token()).withHeader("alg", "HS512").signed(RunningSystem.SECRET_KEY, "HmacSHA512");
        // When
        var response = visitor.withToken(ada, forged).get("/api/auth/validate");
        // Then
        response.then().spec(problem(401, "Invalid token"));
    }

    @Test
    void a_token_signed_with_the_key_of_the_stack_is_valid(Operator operator) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var own = Token.parse(ada.token()).signed(RunningSystem.SECRET_KEY);
        // When
        var response = visitor.withToken(ada, own).get("/api/auth/validate");
        // Then
        response.then().statusCode(200);
    }
}
