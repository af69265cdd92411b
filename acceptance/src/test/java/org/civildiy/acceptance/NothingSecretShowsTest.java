package org.civildiy.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No password, token or key shows in an error, a metric, a list of processes or the operators' pages; {@code LogsTest} reads the logs. */
@AcceptanceTest
class NothingSecretShowsTest {
    private static final List<String> SERVICES =
            List.of("auth-service", "profile-service", "posts-service", "feed-service");
    /** Any signed token, of whichever test. */
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}");

    private final Visitor visitor;
    private final Operator operator;

    NothingSecretShowsTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @BeforeEach
    void the_stack_is_ours() {
        operator.assumeInControl();
    }

    @Test
    void no_error_repeats_what_was_secret_in_the_request() {
        // Given
        var password = Visitor.unusedName().replace("ada-", "secret");
        // When
        var answers = Stream.of(
                        visitor.login("nobody@example.com", password),
                        visitor.register("nobody", "no body", password.repeat(20)),
                        visitor.post("/api/auth/login", "{\"password\": \"" + password),
                        visitor.post("/api/auth/login", "{\"password\": " + password + "}"),
                        visitor.post("/api/auth/login", "{\"password\": \"" + password + "\", \"password\": \"b\"}"),
                        visitor.post("/api/auth/login", "{\"email\": {}, \"password\": \"" + password + "\"}"))
                .map(answer -> answer.asString());
        // Then
        assertThat(answers).allMatch(answer -> answer.contains("\"detail\"") && !answer.contains(password));
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
    void neither_metrics_nor_the_operators_pages_tell_a_secret() {
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
