package org.civildiy.acceptance.operation;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Token;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** Defects of the legacy system in accounts, tokens and routes: none of them may return. {@link OldSystemPostsTest} has the others. */
@AcceptanceTest
class OldSystemTest {
    private final Visitor visitor;

    OldSystemTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void validate_reads_the_header_and_not_the_query() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var byHeader = ada.get("/api/auth/validate");
        var byQuery = visitor.get("/api/auth/validate?authorization=Bearer%20" + ada.token());
        // Then
        byHeader.then().statusCode(200);
        byQuery.then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/profile", "POST, /api/posts", "GET, /api/activity-stream/user"})
    void protected_routes_are_behind_forward_auth(String method, String path) {
        // When
        var response = visitor.request()
                .header("X-User-ID", "1")
                .contentType("application/json")
                .body("{}")
                .request(method, path);
        // Then
        response.then().spec(problem(401));
    }

    @Test
    void a_duplicate_registration_is_a_409_and_not_a_500() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var again = visitor.register(ada.email(), ada.username(), Visitor.PASSWORD);
        // Then
        again.then().spec(problem(409, "User already exists"));
    }

    @Test
    void a_nul_in_a_name_or_password_is_a_400_and_not_a_500() {
        // Given
        var name = Visitor.unusedName();
        // When
        var inName = visitor.register(name + "@example.com", name + "\u0000", Visitor.PASSWORD);
        var inPassword = visitor.register(name + "@example.com", name, "pass\u0000word");
        // Then
        inName.then().spec(problem(400));
        assertThat(inPassword.statusCode()).isIn(201, 400);
    }

    @Test
    void a_name_of_300_characters_is_a_400_and_not_a_500() {
        // When
        var response = visitor.register("ada@example.com", "a".repeat(300), Visitor.PASSWORD);
        // Then
        response.then().spec(invalid("username"));
    }

    @Test
    void the_user_name_is_the_registered_one_and_not_the_local_part_of_the_email() {
        // Given
        var name = Visitor.unusedName();
        visitor.register(name + ".mail@example.com", name, Visitor.PASSWORD);
        var token = visitor.login(name + ".mail@example.com", Visitor.PASSWORD).<String>path("access_token");
        // When
        var response =
                visitor.request().header("Authorization", "Bearer " + token).get("/api/auth/validate");
        // Then
        response.then().header("X-User-Name", name);
    }

    @Test
    void a_password_counts_to_its_last_character() {
        // Given
        var name = Visitor.unusedName();
        var password = "p".repeat(127);
        visitor.register(name + "@example.com", name, password + "1");
        // When
        var right = visitor.login(name + "@example.com", password + "1");
        var cut = visitor.login(name + "@example.com", password.substring(0, 72));
        var other = visitor.login(name + "@example.com", password + "2");
        // Then
        right.then().statusCode(200);
        cut.then().spec(problem(401, "Invalid credentials"));
        other.then().spec(problem(401, "Invalid credentials"));
    }

    @Test
    void a_password_may_be_of_any_script() {
        // Given
        var name = Visitor.unusedName();
        var password = "パスワード-\uD83D\uDD11-слово";
        visitor.register(name + "@example.com", name, password).then().statusCode(201);
        // When
        var response = visitor.login(name + "@example.com", password);
        // Then
        response.then().statusCode(200);
    }

    @Test
    void a_token_signed_with_the_default_key_of_the_legacy_system_is_invalid() {
        // Given
        var ada = visitor.becomesMember();
        var forged = Token.parse(ada.token()).signed("your-secret-key-change-in-production");
        // When
        var response = visitor.withToken(ada, forged).get("/api/profile");
        // Then
        response.then().spec(problem(401, "Invalid token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/postsXYZ", "/api/profile2", "/api/authentic", "/api/activity-stream-old"})
    void a_path_prefix_ends_at_a_boundary(String path) {
        // When
        var response = visitor.get(path);
        // Then
        response.then().statusCode(404);
    }

    @Test
    void a_trailing_slash_is_not_a_redirect_to_another_host() {
        // When
        var response = visitor.request().redirects().follow(false).get("/api/posts/");
        // Then
        response.then().statusCode(not(equalTo(307)));
    }

    @Test
    void test_sh_passes_twice_in_a_row() throws Exception {
        for (int run = 1; run <= 2; run++) {
            // When
            var journey = Script.run(visitor, "bash", Path.of("..", "test.sh").toString());
            // Then
            assertThat(journey.exitCode()).as(journey.output()).isZero();
            assertThat(journey.output()).contains("✓").doesNotContain("✗");
        }
    }
}
