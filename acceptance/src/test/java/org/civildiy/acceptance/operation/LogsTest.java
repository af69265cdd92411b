package org.civildiy.acceptance.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Member;
import org.civildiy.acceptance.client.Secrets;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.RunningSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs of all parts. It is the last class of a run, so that it reads what all other tests caused; run alone, it reads what its own
 * requests caused.
 */
@AcceptanceTest
@Order(Integer.MAX_VALUE)
class LogsTest {
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}");
    private static final Pattern LINE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN |ERROR) \\[[\\w$-]+\\] .*");
    private static final Pattern OF_A_STACK_TRACE =
            Pattern.compile("|\\s.*|(Caused by)?(: )?[\\w$]+(\\.[\\w$]+)+(Exception|Error|Throwable).*");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@example\\.(com|org)", Pattern.CASE_INSENSITIVE);

    /** Passwords of the tour in TESTING.md, which does not use {@link Visitor}. */
    private static final Set<String> OF_THE_TOUR = Set.of("correct horse", "battery staple", "s3cret-tester");

    private final Visitor visitor;

    LogsTest(Visitor visitor, Operator operator) {
        operator.assumeInControl();
        this.visitor = visitor;
    }

    @Test
    void no_log_contains_a_password_a_token_or_an_email_address() throws IOException {
        // Given
        sendRequestsThatFail();
        var secrets = Secrets.all();
        // When
        var logs = logs();
        // Then
        assertThat(secrets).contains(Visitor.PASSWORD);
        assertThat(logs).containsKeys("auth-service.log", "posts-service.log", "traefik.log", "postgres.log");
        logs.forEach((file, text) -> {
            assertThat(secrets).as(file).noneMatch(text::contains);
            assertThat(OF_THE_TOUR).as(file).noneMatch(text::contains);
            assertThat(text).as(file).doesNotContainPattern(TOKEN).doesNotContainPattern(EMAIL);
        });
    }

    @Test
    void every_line_of_a_service_has_a_time_in_utc_a_level_and_a_category() throws IOException {
        // Given
        sendRequestsThatFail();
        // When
        var lines = logs().entrySet().stream()
                .filter(log -> log.getKey().contains("-service"))
                .flatMap(log -> log.getValue().lines())
                .filter(line -> !OF_A_STACK_TRACE.matcher(line).matches())
                .toList();
        // Then
        assertThat(lines).isNotEmpty().allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void logins_and_denials_are_in_the_audit_log() throws IOException {
        // Given
        var ada = sendRequestsThatFail();
        // When
        var record = logs().get("auth-service.log")
                .lines()
                .filter(line -> line.contains("[audit] ") && line.contains("user=" + ada.id() + " "))
                .map(line -> line.replaceAll(".*event=(\\w+) .*", "$1"))
                .toList();
        // Then
        assertThat(record)
                .containsExactly("registered", "logged_in", "login_failed", "confirmation_failed", "logged_out");
        assertThat(logs().get("posts-service.log"))
                .containsPattern("\\[audit\\] event=denied status=403 method=DELETE path=/api/posts user=" + ada.id());
    }

    private Member sendRequestsThatFail() {
        var ada = visitor.becomesMember();
        visitor.login(ada.email(), "not the password of " + ada.username());
        visitor.register(ada.email(), ada.username(), Visitor.PASSWORD);
        visitor.register(ada.email(), "no name", Visitor.PASSWORD);
        visitor.post(
                "/api/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\", }".formatted(ada.email(), Visitor.PASSWORD));
        visitor.post(
                "/api/auth/login",
                "{\"email\": \"%s\", \"password\": [\"%s\"]}".formatted(ada.email(), Visitor.PASSWORD));
        visitor.withToken(ada, ada.token() + "x").get("/api/profile");
        var postOfAnother = visitor.becomesMember().posts("Somebody else's");
        ada.delete("/api/posts/" + postOfAnother).then().statusCode(403);
        ada.post("/api/auth/password", Map.of("current_password", "not it at all", "new_password", Visitor.PASSWORD));
        ada.post("/api/auth/logout", "");
        ada.get("/api/profile").then().statusCode(401);
        return ada;
    }

    private static Map<String, String> logs() throws IOException {
        try (var files = Files.list(RunningSystem.logs())) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), LogsTest::text, (one, other) -> one, TreeMap::new));
        }
    }

    private static String text(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
