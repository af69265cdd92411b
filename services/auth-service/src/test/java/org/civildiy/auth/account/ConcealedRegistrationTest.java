package org.civildiy.auth.account;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(ConcealedRegistrationTest.Concealing.class)
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ConcealedRegistrationTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final String name = newName();

    /** The setting as an operator makes it. */
    public static class Concealing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("auth.registration.conceal", "true");
        }
    }

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_free_and_a_taken_address_get_the_same_answer() {
        // Given
        var free = register(name);
        awaitAccount();
        // When
        var taken = register(addressOf(name).toUpperCase(Locale.ROOT), newName(), PASSWORD);
        // Then
        assertThat(taken.asString()).isEqualTo(free.asString());
        assertThat(headersOf(taken)).isEqualTo(headersOf(free));
        taken.then().statusCode(202).body("$", aMapWithSize(1)).body("message", equalTo("Registration accepted"));
        free.then().statusCode(202);
    }

    @Test
    void a_free_and_a_taken_user_name_get_the_same_answer() {
        // Given
        var free = register(name);
        awaitAccount();
        // When
        var taken = register(addressOf(newName()), name.toUpperCase(Locale.ROOT), PASSWORD);
        // Then
        assertThat(taken.statusCode()).isEqualTo(free.statusCode()).isEqualTo(202);
        assertThat(taken.asString()).isEqualTo(free.asString());
        assertThat(headersOf(taken)).isEqualTo(headersOf(free));
    }

    @Test
    void a_free_address_gets_an_account() {
        // When
        register(name).then().statusCode(202);
        // Then
        awaitAccount();
    }

    @Test
    void the_owner_of_a_taken_address_keeps_account_and_password() {
        // Given
        register(name);
        awaitAccount();
        // When
        register(addressOf(name), newName(), "an even more correct horse");
        // Then
        login(addressOf(name), PASSWORD).then().statusCode(200);
        login(addressOf(name), "an even more correct horse").then().statusCode(401);
    }

    @Test
    void a_bad_field_is_named_as_without_the_setting() {
        // When
        var response = register("no address", name, PASSWORD);
        // Then
        response.then().statusCode(400).body("violations.field", contains("email"));
    }

    private static List<Header> headersOf(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("date"))
                .toList();
    }

    private void awaitAccount() {
        await("the account")
                .atMost(A_WHILE)
                .until(() -> login(addressOf(name), PASSWORD).statusCode() == 200);
    }
}
