package org.civildiy.auth.account;

import java.time.Instant;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newMember;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.removeAccount;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;
import static org.civildiy.auth.Requests.with;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class MeTest {
    private final String name = newName();

    Backends backends;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_token_gets_the_details_of_its_account() {
        // Given
        int id = register(name).path("id");
        var token = tokenOf(addressOf(name));
        // When
        var response = with(token).get("/api/auth/me");
        // Then
        response.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("$", aMapWithSize(4))
                .body("id", equalTo(id))
                .body("email", equalTo(addressOf(name)))
                .body("username", equalTo(name));
        assertThat(Instant.parse(response.path("created_at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void an_invalid_token_is_a_401() {
        // When
        var response = with("nonsense").get("/api/auth/me");
        // Then
        response.then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void with_the_password_the_account_goes_and_all_its_tokens_end() {
        // Given
        var token = newMember(name);
        var other = tokenOf(addressOf(name));
        // When
        var response = removeAccount(token, PASSWORD);
        // Then
        response.then().statusCode(200).body("message", equalTo("Account deleted successfully"));
        validate("Bearer " + token).then().statusCode(401);
        validate("Bearer " + other).then().statusCode(401);
        login(addressOf(name), PASSWORD).then().statusCode(401);
    }

    @Test
    void that_the_tokens_of_a_deleted_account_have_ended_is_stored_for_the_longest_lifetime() throws Exception {
        // Given
        long deleted = register(name).<Integer>path("id");
        var token = tokenOf(addressOf(name));
        // When
        removeAccount(token, PASSWORD).then().statusCode(200);
        // Then
        assertThat(RunningPostgres.storedRevocationsOfAll(backends, deleted)).isOne();
    }

    @Test
    void the_address_and_name_of_a_deleted_account_can_be_registered_again() {
        // Given
        int deleted = register(name).path("id");
        removeAccount(tokenOf(addressOf(name)), PASSWORD);
        // When
        int next = register(name).then().statusCode(201).extract().path("id");
        // Then
        assertThat(next).isNotEqualTo(deleted);
        validate("Bearer " + tokenOf(addressOf(name))).then().statusCode(200);
    }

    @Test
    void with_a_wrong_password_the_account_is_not_deleted() {
        // Given
        var token = newMember(name);
        // When
        var response = removeAccount(token, "not the password");
        // Then
        response.then().statusCode(403);
        validate("Bearer " + token).then().statusCode(200);
    }

    @Test
    void without_a_password_it_stays() {
        // Given
        var token = newMember(name);
        // When
        var response = with(token).body(Map.of()).delete("/api/auth/me");
        // Then
        response.then().statusCode(400).body("violations.field", contains("password"));
    }
}
