package org.civildiy.local.supervise;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.host.StackException;
import org.civildiy.local.server.LaunchSpec;
import org.civildiy.local.server.Server;
import org.civildiy.local.state.StackState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ComponentTest {
    @TempDir
    Path directory;

    private final List<String> reports = new CopyOnWriteArrayList<>();
    private Component component;

    @AfterEach
    void end() {
        component.close();
    }

    @Test
    void one_that_is_killed_comes_back_with_another_process() {
        // Given
        long first = pidOf(running("sleep 1000"));
        // When
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        // Then
        await("the supervisor starts it again")
                .until(() -> ready() && component.state().pid() != first);
        assertThat(reports).anyMatch(line -> line.contains("ended with code 137, starts again in 0.3 s"));
    }

    @Test
    void one_that_dies_at_once_again_and_again_waits_longer_each_time_and_shows_its_last_word() {
        // When
        running("echo out of luck; exit 3");
        // Then
        await("it was tried three times").until(() -> reports.size() >= 3);
        assertThat(reports)
                .element(0)
                .asString()
                .endsWith("ended with code 3, starts again in 0.3 s; its last word: out of luck");
        assertThat(reports).element(2).asString().contains("starts again in 1.0 s");
    }

    @Test
    void one_that_is_not_wanted_stops_and_stays_stopped() {
        // Given
        long pid = pidOf(running("sleep 1000"));
        // When
        component.want(false);
        // Then
        await("it stops").until(() -> component.state().stopped());
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(component.state().pid()).isNull();
    }

    @Test
    void its_process_does_not_outlive_it() {
        // Given
        long pid = pidOf(running("sleep 1000"));
        // When
        component.close();
        // Then
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void a_program_that_cannot_be_had_is_a_failure_for_good() {
        // When
        component = component(() -> {
            throw new StackException("Redis is missing: install it");
        });
        component.want(true);
        // Then
        await("the failure").until(() -> component.failure() != null);
        assertThat(component.failure()).hasMessage("Redis is missing: install it");
    }

    private Component running(String script) {
        component = component(() -> new Script(script));
        component.want(true);
        return component;
    }

    private Component component(java.util.function.Supplier<Server> server) {
        var place =
                new Component.Place("part", "127.0.0.1:1", directory.resolve("data"), directory.resolve("part.log"));
        return new Component(place, server, reports::add);
    }

    private long pidOf(Component started) {
        await("it is ready").until(this::ready);
        return started.state().pid();
    }

    private boolean ready() {
        StackState.Component state = component.state();
        return state.ready() && state.pid() != null;
    }

    /** A server that is ready for as long as it lives. */
    private record Script(String script) implements Server {
        @Override
        public LaunchSpec launch(Path data) {
            return LaunchSpec.of("sh", "-c", script.startsWith("sleep") ? "exec " + script : script);
        }

        @Override
        public boolean ready() {
            return script.startsWith("sleep");
        }
    }
}
