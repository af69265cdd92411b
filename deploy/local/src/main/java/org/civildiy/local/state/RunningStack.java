package org.civildiy.local.state;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.civildiy.local.host.Json;
import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.Polling;
import org.civildiy.local.host.StackException;

/** A running stack, for another process that reads and controls the stack through the files in its directory. */
public record RunningStack(StackDirectory directory) {
    public static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    public boolean runs() {
        return StackLock.holder(directory).isPresent();
    }

    /** The state of the stack; empty when no stack runs in this directory. */
    public Optional<StackState> state() {
        return runs() ? Json.read(directory.stackJson(), StackState.class) : Optional.empty();
    }

    /**
     * Waits until the stack of this supervisor is up.
     *
     * @param output the log of the supervisor; its new lines are shown during the wait
     */
    public void awaitStart(Process supervisor, LogFile output, Consumer<String> show) {
        long deadline = deadline();
        while (supervisor.isAlive()) {
            var current = state().filter(_ -> StackLock.holder(directory)
                    .filter(pid -> pid == supervisor.pid())
                    .isPresent());
            output.newLines().forEach(show);
            if (current.filter(StackState::up).isPresent()) {
                return;
            }
            if (current.filter(StackState::fetching).isPresent()) {
                deadline = deadline();
            }
            checkTime(deadline);
            Polling.pause(BETWEEN_LOOKS);
        }
        output.newLines().forEach(show);
        throw new StackException("the stack did not start");
    }

    /**
     * Requests that these components run, and that each of these services has this number of instances. Requests that all components run
     * when neither is given. Returns at once.
     */
    public void start(Set<String> names, Map<String, Integer> instances) {
        ComponentNames.check(names, known());
        ComponentNames.check(instances.keySet(), known());
        boolean everything = names.isEmpty() && instances.isEmpty();
        DesiredState.change(
                directory,
                wanted -> wanted.starting(everything ? wanted.stopped() : names).scaled(instances));
    }

    /** Stops these components, and waits until they have stopped. */
    public void stop(Set<String> names) {
        ComponentNames.check(names, known());
        DesiredState.change(directory, wanted -> wanted.stopping(names));
        await(state -> names.stream()
                .allMatch(name -> state.component(name)
                        .filter(StackState.Component::stopped)
                        .isPresent()));
    }

    /** Waits until all wanted components are ready and the gateway routes to the wanted services. */
    public void awaitUp() {
        await(state -> state.up() && state.follows(DesiredState.read(directory)));
    }

    /** Stops the whole stack in good order, and waits until the stack has no process. */
    public void stopAll() {
        StackLock.holder(directory).flatMap(ProcessHandle::of).ifPresent(supervisor -> {
            supervisor.destroy();
            supervisor.onExit().join();
        });
    }

    private Set<String> known() {
        return state().stream()
                .flatMap(state -> state.components().stream())
                .map(StackState.Component::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void await(Predicate<StackState> condition) {
        long deadline = deadline();
        while (!state().filter(condition).isPresent()) {
            if (!runs()) {
                throw new StackException("the stack has stopped");
            }
            checkTime(deadline);
            Polling.pause(BETWEEN_LOOKS);
        }
    }

    private static long deadline() {
        return System.nanoTime() + TIMEOUT.toNanos();
    }

    private void checkTime(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new StackException("not done after %d s: %s".formatted(TIMEOUT.toSeconds(), notReady()));
        }
    }

    /** The components that are not ready. When all are ready, a route of the gateway is missing. */
    private String notReady() {
        return state().stream()
                .flatMap(state -> state.components().stream())
                .filter(one -> !one.ready())
                .filter(one -> !one.stopped())
                .map(one -> "%s is %s, see %s".formatted(one.name(), one.state(), one.log()))
                .reduce((one, other) -> one + "; " + other)
                .orElse("the gateway does not route to every service, see its dashboard");
    }
}
