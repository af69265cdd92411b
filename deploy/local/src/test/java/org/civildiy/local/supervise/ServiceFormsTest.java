package org.civildiy.local.supervise;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.command.ProgramCommand;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.state.RunningStack;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The program as a process, with a service whose executable and whose Maven are scripts that serve what the supervisor asks for. */
class ServiceFormsTest {
    /** As Maven in dev mode does: it starts the process that serves, and ends it when it is told to stop. */
    private static final String MAVEN = """
            #!/bin/sh
            python3 -m http.server "$QUARKUS_HTTP_PORT" --bind 127.0.0.1 --directory "$(dirname "$0")/answers" &
            served=$!
            echo $served > "$(dirname "$0")/served"
            trap 'kill $served; wait $served; exit 143' TERM
            if [ -n "$QUARKUS_LOG_FILE_PATH" ]; then
              echo "console of $*"
              read -r key
              [ "$key" = q ] && exit 0
              exit 1
            fi
            wait
            """;

    /** It lies three directories below the answers, where the supervisor has copied it to. */
    private static final String EXECUTABLE = """
            #!/bin/sh
            exec python3 -m http.server "$QUARKUS_HTTP_PORT" --bind 127.0.0.1 --directory "$(dirname "$0")/../../../answers"
            """;

    @TempDir
    Path root;

    private Process supervisor;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(root.resolve("services/sample-service/target"));
        Files.createDirectories(root.resolve("answers/health"));
        Files.writeString(root.resolve("answers/health/ready"), "{}");
        script("mvn", MAVEN);
    }

    @AfterEach
    void end() {
        supervisor.destroy();
        supervisor.onExit().join();
    }

    @Test
    void a_native_executable_is_run_from_a_copy() throws IOException {
        // Given
        script("services/sample-service/target/sample-runner", EXECUTABLE);
        Files.createDirectories(root.resolve("target/native"));
        Files.writeString(root.resolve("target/native/sample-service.artifact"), "type=native\npath=sample-runner\n");
        // When
        start("run", "--only", "sample-service", "--native");
        // Then
        assertThat(awaitReady().state()).isEqualTo("ready");
        assertThat(root.resolve("stack/app/sample-service/sample-runner")).isExecutable();
    }

    @Test
    void without_its_executable_the_stack_says_how_to_build_it_and_ends() throws IOException {
        // When
        start("run", "--only", "sample-service", "--native");
        // Then
        eventually("the stack gives up").until(() -> !supervisor.isAlive());
        assertThat(output())
                .contains(
                        "sample-service has no native executable: build it with `make native-build SERVICE=sample-service IMAGES=0`");
    }

    @Test
    void a_service_in_dev_mode_listens_where_it_was_told_to_and_its_log_is_shown() throws IOException {
        // When
        start("dev", "--only", "sample-service");
        // Then
        eventually("it serves").until(() -> output().contains("/q/dev-ui/; debugger at "));
        assertThat(output()).contains("sample-service    ready after");
        eventually("its log is shown").until(() -> output().contains("\"GET /health/ready HTTP/1.1\" 200"));
    }

    @Test
    void what_maven_has_started_dies_with_it_and_both_come_back() throws IOException {
        // Given
        start("dev", "--only", "sample-service");
        long maven = awaitReady().pid();
        long served = served();
        // When
        ProcessHandle.of(maven).orElseThrow().destroyForcibly();
        // Then
        eventually("another one serves")
                .until(() -> served() != served && awaitReady().pid() != maven);
        eventually("the first one is gone").until(() -> !alive(served));
    }

    @Test
    void neither_maven_nor_what_it_has_started_outlives_a_supervisor_that_is_killed() throws IOException {
        // Given
        start("dev", "--only", "sample-service");
        List<Long> both = List.of(awaitReady().pid(), served());
        // When
        supervisor.destroyForcibly();
        // Then
        eventually("both are gone").until(() -> both.stream().noneMatch(ServiceFormsTest::alive));
    }

    @Test
    void one_alone_has_the_terminal_and_quitting_its_console_ends_all() throws IOException {
        // Given
        start("dev", "--only", "sample-service", "--service", "sample-service");
        List<Long> both = List.of(awaitReady().pid(), served());
        // When
        type("q");
        // Then
        eventually("the stack ends").until(() -> !supervisor.isAlive());
        assertThat(supervisor.exitValue()).isZero();
        assertThat(output()).contains("console of --quiet").endsWith("stopped\n");
        eventually("both are gone").until(() -> both.stream().noneMatch(ServiceFormsTest::alive));
    }

    @Test
    void one_alone_that_cannot_go_on_ends_all_with_a_word() throws IOException {
        // Given
        start("dev", "--only", "sample-service", "--service", "sample-service");
        awaitReady();
        // When
        type("x");
        // Then
        eventually("the stack ends").until(() -> !supervisor.isAlive());
        assertThat(supervisor.exitValue()).isOne();
        assertThat(output()).contains("sample-service ended with code 1");
    }

    private void script(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.writeString(file, content);
        file.toFile().setExecutable(true);
    }

    private void start(String... verb) throws IOException {
        var environment = Map.of(
                "GATEWAY_PORT",
                "0",
                "DASHBOARD_PORT",
                "0",
                "CONSUL_PORT",
                "0",
                "DEV_PORT",
                "0",
                "MVN",
                root.resolve("mvn").toString());
        var command = new ProgramCommand(root, new StackDirectory(root.resolve("stack")), environment);
        var arguments = new ArrayList<>(List.of(verb));
        ProcessBuilder builder = command.builder(root.resolve("output"), arguments.toArray(String[]::new));
        supervisor = Spawner.start(builder.redirectInput(ProcessBuilder.Redirect.PIPE), Map.of(), Spawner.User.CALLER);
    }

    private void type(String key) throws IOException {
        try (Writer keys = supervisor.outputWriter()) {
            keys.write(key + "\n");
        }
    }

    private StackState.Component awaitReady() {
        var stack = new RunningStack(new StackDirectory(root.resolve("stack")));
        return eventually("the service is ready")
                .until(
                        () -> stack.state().flatMap(state -> state.component("sample-service")),
                        one -> one.filter(StackState.Component::ready)
                                .filter(ready -> ready.pid() != null)
                                .isPresent())
                .orElseThrow();
    }

    private long served() throws IOException {
        return Long.parseLong(Files.readString(root.resolve("served")).strip());
    }

    private String output() throws IOException {
        return Files.readString(root.resolve("output"));
    }

    /** A program and what it starts: more than the usual ten seconds on a busy machine. */
    private static ConditionFactory eventually(String what) {
        return await(what).atMost(Duration.ofMinutes(1));
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
