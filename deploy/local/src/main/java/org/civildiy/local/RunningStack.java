package org.civildiy.local;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A stack as another process sees it: by the files in its directory. */
record RunningStack(StackDirectory directory) {
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    boolean runs() {
        return StackLock.holder(directory).isPresent();
    }

    /** What it says of itself; nothing when none runs here. */
    Optional<StackState> state() {
        return runs() ? Json.read(directory.stackJson(), StackState.class) : Optional.empty();
    }

    /** Whether it is this supervisor's, and everything that is wanted serves. */
    boolean up(long supervisor) {
        return StackLock.holder(directory).filter(pid -> pid == supervisor).isPresent()
                && Json.read(directory.stackJson(), StackState.class)
                        .filter(StackState::up)
                        .isPresent();
    }

    /** Has these run and so many instances, or everything when nothing is named. Returns at once. */
    void start(Set<String> names, Map<String, Integer> instances) {
        Names.check(names, known());
        Names.check(instances.keySet(), known());
        boolean everything = names.isEmpty() && instances.isEmpty();
        Wanted.change(
                directory,
                wanted -> wanted.starting(everything ? wanted.stopped() : names).scaled(instances));
    }

    /** Has these stop, and returns when they have. */
    void stop(Set<String> names) {
        Names.check(names, known());
        Wanted.change(directory, wanted -> wanted.stopping(names));
        await(state -> names.stream()
                .allMatch(name -> state.component(name)
                        .filter(StackState.Component::stopped)
                        .isPresent()));
    }

    /** Returns when everything that is wanted serves. */
    void awaitUp() {
        Wanted wanted = Wanted.read(directory);
        await(state -> state.up() && state.follows(wanted));
    }

    /** Has the whole stack stop in good order, and returns when no process of it is left. */
    void stopAll() {
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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!state().filter(condition).isPresent()) {
            if (!runs()) {
                throw new StackException("the stack has stopped");
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("not done after 3 minutes: " + notReady());
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private String notReady() {
        return state().stream()
                .flatMap(state -> state.components().stream())
                .filter(one -> !one.ready())
                .map(one -> "%s is %s, see %s".formatted(one.name(), one.state(), one.log()))
                .collect(Collectors.joining("; "));
    }
}
