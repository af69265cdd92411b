package org.civildiy.auth.account;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.changePassword;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newMember;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;
import static org.civildiy.auth.Requests.with;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class PasswordChangeTest {
    private static final String NEXT = "an even more correct horse";

    private final String name = newName();

    Backends backends;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void after_a_change_only_the_new_password_logs_in() {
        // Given
        var token = newMember(name);
        // When
        changePassword(token, PASSWORD, NEXT).then().statusCode(200);
        // Then
        login(addressOf(name), NEXT).then().statusCode(200);
        login(addressOf(name), PASSWORD).then().statusCode(401);
    }

    @Test
    void all_earlier_tokens_are_ended_and_the_answer_is_one_that_is_good() {
        // Given
        var token = newMember(name);
        var other = tokenOf(addressOf(name));
        // When
        var response = changePassword(token, PASSWORD, NEXT);
        // Then
        response.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("$", aMapWithSize(3))
                .body("token_type", equalTo("bearer"));
        validate("Bearer " + token).then().statusCode(401);
        validate("Bearer " + other).then().statusCode(401);
        validate("Bearer " + response.path("access_token")).then().statusCode(200);
    }

    @Test
    void that_all_earlier_tokens_have_ended_is_stored_for_the_longest_lifetime() throws Exception {
        // Given
        long account = register(name).<Integer>path("id");
        var token = tokenOf(addressOf(name));
        // When
        changePassword(token, PASSWORD, NEXT).then().statusCode(200);
        // Then
        assertThat(RunningPostgres.storedRevocationsOfAll(backends, account)).isOne();
    }

    @Test
    void changes_within_one_second_revoke_the_earlier_tokens_and_not_the_later_ones() {
        // Given
        var before = newMember(name);
        var password = PASSWORD;
        for (var next : List.of("the first of them", "the second one", "the third one", "the last one")) {
            // When
            String after = changePassword(before, password, next).path("access_token");
            // Then
            validate("Bearer " + before).then().statusCode(401);
            validate("Bearer " + after).then().statusCode(200);
            before = after;
            password = next;
        }
    }

    @Test
    void of_two_concurrent_changes_at_most_one_succeeds() throws Exception {
        // Given
        var token = newMember(name);
        Callable<Integer> first =
                () -> changePassword(token, PASSWORD, "one of two").statusCode();
        Callable<Integer> second =
                () -> changePassword(token, PASSWORD, "the other").statusCode();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = clients.invokeAll(List.of(first, second));
            // Then
            assertThat(answers)
                    .extracting(Future::get)
                    .containsOnlyOnce(200)
                    .allSatisfy(status -> assertThat(status).isIn(200, 401, 403, 409));
        }
    }

    @Test
    void a_wrong_current_password_is_a_403_and_changes_nothing() {
        // Given
        var token = newMember(name);
        // When
        var response = changePassword(token, "not the password", NEXT);
        // Then
        response.then().statusCode(403).body("detail", equalTo("The current password is wrong."));
        validate("Bearer " + token).then().statusCode(200);
        login(addressOf(name), PASSWORD).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password123", "🔑🔑🔑🔑🔑"})
    void the_new_password_is_held_against_the_rules(String next) {
        // Given
        var token = newMember(name);
        // When
        var response = changePassword(token, PASSWORD, next);
        // Then
        response.then().statusCode(400).body("violations.field", contains("new_password"));
    }

    @Test
    void every_missing_field_is_named_at_once() {
        // Given
        var token = newMember(name);
        // When
        var response = with(token).body(Map.of()).post("/api/auth/password");
        // Then
        response.then().statusCode(400).body("violations.field", contains("current_password", "new_password"));
    }

    @Test
    void without_a_token_it_is_a_401() {
        // When
        var response = changePassword("nonsense", PASSWORD, NEXT);
        // Then
        response.then().statusCode(401).body("detail", startsWith("Invalid token"));
    }
}
