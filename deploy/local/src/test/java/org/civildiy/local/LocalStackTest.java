package org.civildiy.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.command.ProgramCommand;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.server.Probe;
import org.civildiy.local.state.RunningStack;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The program as a process, with the project's gateway files and no service of its own: those are for the acceptance tests. */
class LocalStackTest {
    @TempDir
    static Path root;

    private static LocalStack stack;

    @BeforeAll
    static void start() throws IOException {
        LocalStack.copyWithoutServices(Path.of("../.."), root.resolve("project"));
        stack = started("stack");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void stack_json_names_every_component_with_its_process_address_and_log() {
        // When
        StackState state = stack.state();
        // Then
        assertThat(state.components())
                .extracting(StackState.Component::name)
                .containsExactly("postgres", "mongodb", "kafka", "redis", "consul", "traefik");
        assertThat(state.components()).allSatisfy(component -> {
            assertThat(component.ready()).isTrue();
            assertThat(ProcessHandle.of(component.pid())).isPresent();
            assertThat(component.address()).startsWith("127.0.0.1:");
            assertThat(Path.of(component.log())).exists();
        });
    }

    @Test
    void stack_env_says_where_everything_is() {
        // When
        Map<String, String> environment = stack.environment();
        // Then
        assertThat(environment)
                .containsOnlyKeys(
                        "GATEWAY_URL",
                        "DATABASE_URL",
                        "MONGODB_URL",
                        "KAFKA_HOST",
                        "REDIS_URL",
                        "CONSUL_URL",
                        "TRAEFIK_URL");
    }

    @Test
    void one_component_stops_and_comes_back_with_its_data_while_the_others_live_on() {
        // Given
        int port = URI.create(stack.environment().get("REDIS_URL")).getPort();
        redis(port, "SET greeting hello", 5);
        long kafka = stack.component("kafka").pid();
        // When
        stack.stop("redis");
        StackState.Component stopped = stack.component("redis");
        stack.start("redis");
        // Then
        assertThat(stopped.pid()).isNull();
        assertThat(stopped.stopped()).isTrue();
        assertThat(redis(port, "GET greeting", 9)).isEqualTo("$5\r\nhello");
        assertThat(stack.component("kafka").pid()).isEqualTo(kafka);
    }

    @Test
    void one_that_is_killed_is_replaced_and_stack_json_tells() {
        // Given
        long first = stack.component("consul").pid();
        // When
        stack.kill("consul");
        // Then
        await("the supervisor starts it again").until(() -> {
            StackState.Component consul = stack.component("consul");
            return consul.ready() && consul.pid() != null && consul.pid() != first;
        });
    }

    @Test
    void one_that_is_frozen_is_not_ready_and_keeps_its_process() {
        // Given
        long pid = stack.component("mongodb").pid();
        // When
        stack.freeze("mongodb");
        // Then
        await("it is not ready").until(() -> stack.component("mongodb").state().equals("not ready"));
        stack.thaw("mongodb");
        await("it is ready again").until(() -> stack.component("mongodb").ready());
        assertThat(stack.component("mongodb").pid()).isEqualTo(pid);
    }

    @Test
    void an_unknown_component_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> stack.stop("mysql")).hasMessageContaining("mysql is none of consul, kafka");
    }

    @Test
    void nothing_outlives_a_supervisor_that_is_stopped_or_killed() throws IOException {
        // Given
        Process stopped = supervisorOfRedis("stopped");
        Process killed = supervisorOfRedis("killed");
        List<Long> servers = List.of(redisOf("stopped"), redisOf("killed"));
        // When
        stopped.destroy();
        killed.destroyForcibly();
        // Then
        await("all processes are gone").until(() -> servers.stream().noneMatch(LocalStackTest::alive));
    }

    private static Process supervisorOfRedis(String directory) throws IOException {
        var home = new StackDirectory(root.resolve(directory));
        Files.createDirectories(home.log("stack").getParent());
        var ports = Map.of("GATEWAY_PORT", "0", "DASHBOARD_PORT", "0", "CONSUL_PORT", "0");
        var command = new ProgramCommand(root.resolve("project"), home, ports);
        return Spawner.start(
                command.builder(home.log("stack"), "run", "--only", "redis"), Map.of(), Spawner.User.CALLER);
    }

    private static long redisOf(String directory) {
        var running = new RunningStack(new StackDirectory(root.resolve(directory)));
        await("Redis is ready")
                .until(() -> running.state().filter(StackState::up).isPresent());
        return running.state().orElseThrow().component("redis").orElseThrow().pid();
    }

    private static LocalStack started(String directory) {
        return LocalStack.start(root.resolve("project"), root.resolve(directory), Map.of());
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static String redis(int port, String command, int answerLength) {
        byte[] question = (command + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new String(Probe.answer(port, question, answerLength), StandardCharsets.US_ASCII);
    }
}
