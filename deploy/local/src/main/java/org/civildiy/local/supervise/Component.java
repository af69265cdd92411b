package org.civildiy.local.supervise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.Durations;
import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.Polling;
import org.civildiy.local.host.StackException;
import org.civildiy.local.server.Server;
import org.civildiy.local.server.ServerProcess;
import org.civildiy.local.state.ComponentStatus;
import org.civildiy.local.state.StackState;

/**
 * One component of the stack: a server or an instance of a service. A thread of its own keeps the component in the desired state:
 *
 * <ul>
 *   <li>When the component is wanted and has no process, the process is started.
 *   <li>When the process has ended by itself, it is started again after a {@link BackOff}, independently of other components.
 *   <li>When the process is not ready, it keeps running, since an unavailable backend may become available again.
 *   <li>When the component is not wanted, the process is stopped in good order. The data stays.
 *   <li>When the program cannot be downloaded or started, the component fails for good, and {@link #failure} has the reason.
 * </ul>
 */
final class Component {
    private static final Duration WHILE_STARTING = Duration.ofMillis(50);
    private static final Duration WHILE_READY = Duration.ofMillis(500);

    /** Exit codes from this number on mean that a signal ended the process, such as the signal of Ctrl-C. */
    private static final int SIGNALLED = 128;

    /** The name, the address and the files of a component, which do not change. */
    record Place(String name, String address, Path data, Path log) {}

    private final Place place;
    private final Supplier<Server> program;
    private final Consumer<String> reports;
    private final BackOff backOff = new BackOff();
    private final Thread thread;

    private volatile boolean wanted;
    private volatile boolean closed;
    private volatile boolean over;
    private volatile ComponentStatus condition = ComponentStatus.STOPPED;
    private volatile @Nullable ServerProcess process;
    private volatile @Nullable StackException failure;
    private Instant since = Instant.now();

    /**
     * @param program finds or downloads the program and returns the server; may take minutes, and may fail for good
     * @param reports receives a line when the component becomes ready or not ready, or when its process ends
     */
    Component(Place place, Supplier<Server> program, Consumer<String> reports) {
        this.place = place;
        this.program = program;
        this.reports = reports;
        this.thread = Thread.ofVirtual().name(place.name()).unstarted(this::keep);
    }

    String name() {
        return place.name();
    }

    String address() {
        return place.address();
    }

    ComponentStatus condition() {
        return condition;
    }

    boolean wanted() {
        return wanted;
    }

    @Nullable
    StackException failure() {
        return failure;
    }

    /** Whether a person has quit the server at its terminal, which stops the whole stack. */
    boolean over() {
        return over;
    }

    void want(boolean running) {
        if (running && !wanted) {
            since = Instant.now();
        }
        wanted = running;
        if (running && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Stops the component for good, and waits until its process has ended. */
    void close() {
        closed = true;
        wanted = false;
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    StackState.Component state() {
        ServerProcess current = process;
        Long pid = current != null && current.alive() ? Long.valueOf(current.pid()) : null;
        return new StackState.Component(
                place.name(),
                pid,
                condition.label(),
                place.address(),
                place.log().toString());
    }

    private void keep() {
        try {
            condition = ComponentStatus.FETCHING;
            Server server = program.get();
            while (!closed && !over) {
                if (wanted) {
                    keepRunning(server);
                } else {
                    keepStopped();
                }
            }
        } catch (StackException e) {
            failure = e;
        } catch (IOException e) {
            failure = new StackException(place.name() + " cannot be started: " + e.getMessage(), e);
        } finally {
            endProcess();
            condition = ComponentStatus.STOPPED;
        }
    }

    private void keepRunning(Server server) throws IOException {
        if (process == null) {
            condition = ComponentStatus.STARTING;
            process = ServerProcess.start(server, place.data(), place.log());
        }
        if (!process.alive()) {
            process.endOthers();
            if (process.console()) {
                quitAtTerminal();
            } else {
                waitToRestart();
            }
        } else {
            updateCondition(server.ready());
            process.goneWithin(condition == ComponentStatus.READY ? WHILE_READY : WHILE_STARTING);
        }
    }

    private void updateCondition(boolean ready) {
        if (ready && condition != ComponentStatus.READY) {
            condition = ComponentStatus.READY;
            reports.accept("%-17s ready after %s at %s".formatted(name(), Durations.since(since), address()));
        } else if (!ready && condition == ComponentStatus.READY) {
            condition = ComponentStatus.NOT_READY;
            since = Instant.now();
            reports.accept("%-17s not ready".formatted(name()));
        }
    }

    private void quitAtTerminal() {
        over = true;
        if (process.exitCode() > 0 && process.exitCode() < SIGNALLED) {
            throw new StackException("%s ended with code %d".formatted(name(), process.exitCode()));
        }
    }

    /** Waits for the back-off. Then {@link #keepRunning} starts a new process. */
    private void waitToRestart() {
        condition = ComponentStatus.RESTARTING;
        Duration wait = backOff.after(process.age());
        since = Instant.now();
        reports.accept("%-17s ended with code %d, starts again in %s; its last word: %s"
                .formatted(name(), process.exitCode(), Durations.text(wait), LogFile.lastLine(place.log())));
        Instant until = since.plus(wait);
        while (wanted && Instant.now().isBefore(until)) {
            Polling.pause(WHILE_STARTING);
        }
        process = null;
    }

    private void keepStopped() {
        endProcess();
        condition = ComponentStatus.STOPPED;
        Polling.pause(WHILE_STARTING);
    }

    private void endProcess() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }
}
