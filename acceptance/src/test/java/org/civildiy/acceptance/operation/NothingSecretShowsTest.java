package org.civildiy.acceptance.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.RunningSystem;

import static org.assertj.core.api.Assertions.assertThat;

/** No error, metric, process list or page for operators contains a password, token or key. {@code LogsTest} reads the logs. */
@AcceptanceTest
class NothingSecretShowsTest {
    private static final List<String> SERVICES =
            List.of("auth-service", "profile-service", "posts-service", "feed-service");
    /** A signed JSON web token, of any test. */
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}");

    private final Visitor visitor;
    private final Operator operator;

    NothingSecretShowsTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @BeforeEach
    void skip_on_a_stack_of_somebody_else() {
        operator.assumeInControl();
    }

    @Test
    void no_error_repeats_a_secret_of_the_request() {
        // Given
        var password = Visitor.unusedName().replace("ada-", "secret");
        // When
        var responses = Stream.of(
                        visitor.login("nobody@example.com", password),
                        visitor.register("nobody", "no body", password.repeat(20)),
                        visitor.post("/api/auth/login", "{\"password\": \"" + password),
                        visitor.post("/api/auth/login", "{\"password\": " + password + "}"),
                        visitor.post("/api/auth/login", "{\"password\": \"" + password + "\", \"password\": \"b\"}"),
                        visitor.post("/api/auth/login", "{\"email\": {}, \"password\": \"" + password + "\"}"))
                .map(response -> response.asString());
        // Then
        assertThat(responses).allMatch(response -> response.contains("\"detail\"") && !response.contains(password));
    }

    @Test
    void no_process_has_a_secret_among_its_arguments() {
        // When
        var commands = operator.processes().values().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
        // Then
        assertThat(commands)
                .hasSizeGreaterThan(SERVICES.size())
                .noneMatch(command -> command.contains(RunningSystem.SECRET_KEY))
                .noneMatch(command -> command.matches("(?i).*(password|secret_?key|://[^/ ]*:[^/ ]*@).*"));
    }

    @Test
    void no_metric_and_no_page_for_operators_contains_a_secret() {
        // Given
        var ada = visitor.becomesMember();
        visitor.get("/api/posts?token=" + ada.token());
        // When
        var pages = new ArrayList<>(List.of(
                operator.dashboard("/api/rawdata").asString(),
                operator.dashboard("/metrics").asString(),
                operator.consul("/v1/agent/services").asString()));
        for (var service : SERVICES) {
            for (var path : List.of("/metrics", "/health", "/openapi")) {
                pages.add(operator.instances(service).getFirst().get(path).asString());
            }
        }
        // Then
        assertThat(pages)
                .noneMatch(page -> page.isBlank())
                .noneMatch(page -> page.contains(RunningSystem.SECRET_KEY) || page.contains(ada.email()))
                .noneMatch(page -> TOKEN.matcher(page).find());
    }
}
