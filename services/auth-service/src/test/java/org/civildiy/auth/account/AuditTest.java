package org.civildiy.auth.account;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.changePassword;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.logout;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.removeAccount;
import static org.civildiy.auth.Requests.tokenOf;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class AuditTest {
    private static final String NEXT = "an even more correct horse";

    private final String name = newName();
    private final Written written = new Written();

    @BeforeEach
    void ready() {
        awaitReadiness();
        Logger.getLogger("audit").addHandler(written);
    }

    @AfterEach
    void detach() {
        Logger.getLogger("audit").removeHandler(written);
    }

    @Test
    void the_audit_log_has_every_operation_of_an_account() {
        // When
        int id = register(name).path("id");
        var token = tokenOf(addressOf(name));
        String second = changePassword(token, PASSWORD, NEXT).path("access_token");
        logout(second);
        removeAccount(login(addressOf(name), NEXT).path("access_token"), NEXT);
        // Then
        assertThat(written.lines)
                .containsExactly(
                        "event=registered user=%d from=\"127.0.0.1\"".formatted(id),
                        "event=logged_in user=%d from=\"127.0.0.1\"".formatted(id),
                        "event=password_changed user=%d from=\"127.0.0.1\"".formatted(id),
                        "event=logged_out user=%d from=\"127.0.0.1\"".formatted(id),
                        "event=logged_in user=%d from=\"127.0.0.1\"".formatted(id),
                        "event=account_deleted user=%d from=\"127.0.0.1\"".formatted(id));
    }

    @Test
    void a_wrong_password_is_on_record_once_with_the_account_and_where_it_came_from() {
        // Given
        int id = register(name).path("id");
        written.lines.clear();
        // When
        given().header("X-Forwarded-For", "203.0.113.9, 10.0.0.1")
                .contentType("application/json")
                .body(Map.of("email", addressOf(name), "password", "wrong"))
                .post("/api/auth/login");
        // Then
        assertThat(written.lines)
                .containsExactly("event=login_failed user=%d from=\"203.0.113.9, 10.0.0.1\"".formatted(id));
    }

    @Test
    void an_address_without_an_account_is_logged_as_a_stable_pseudonym() {
        // When
        login(addressOf(name), "wrong");
        login(addressOf(name), "wrong");
        // Then
        assertThat(written.lines)
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).matches("event=login_failed account=[0-9a-f]{12} from=\"127.0.0.1\""));
        assertThat(written.lines.getFirst()).isEqualTo(written.lines.getLast());
    }

    @Test
    void a_throttled_login_is_logged() {
        // Given
        int id = register(name).path("id");
        for (var i = 0; i < 10; i++) {
            login(addressOf(name), "wrong");
        }
        written.lines.clear();
        // When
        login(addressOf(name), PASSWORD).then().statusCode(429);
        // Then
        assertThat(written.lines).containsExactly("event=login_throttled user=%d from=\"127.0.0.1\"".formatted(id));
    }

    @Test
    void a_denial_of_forward_auth_is_logged_with_the_requested_path() {
        // Given
        var question = given().header("Authorization", "Bearer secret-of-somebody")
                .header("X-Forwarded-Method", "POST")
                .header("X-Forwarded-Uri", "/api/posts/secret-of-somebody?token=secret-of-somebody");
        // When
        question.get("/api/auth/validate").then().statusCode(401);
        // Then
        assertThat(written.lines)
                .containsExactly("event=denied status=401 method=POST path=/api/posts user=- from=\"127.0.0.1\"");
    }

    @Test
    void nobody_writes_a_line_of_their_own() {
        // Given
        var question = given().header("X-Forwarded-Method", "POST user=1")
                .header("X-Forwarded-Uri", "/api posts\" event=registered")
                .header("X-Forwarded-For", "1.1.1.1\" event=registered")
                .header("X-User-ID", "1 event=registered");
        // When
        question.get("/api/auth/validate").then().statusCode(401);
        // Then
        assertThat(written.lines).containsExactly("event=denied status=401 method=- path=- user=- from=\"-\"");
    }

    private static final class Written extends Handler {
        private static final Formatter MESSAGE = new PatternFormatter("%m");

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(MESSAGE.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
