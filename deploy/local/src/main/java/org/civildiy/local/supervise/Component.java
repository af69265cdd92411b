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
 * One component of the stack. A thread of its own keeps it in the desired state:
 *
 * <ul>
 *   <li>Wanted without a process: started. Ended by itself: started again after a {@link BackOff}, independently of the others.
 *   <li>Not ready: left alone, since a backend that it needs may come back.
 *   <li>Not wanted: stopped in good order; its data stays.
 *   <li>Its program cannot be downloaded: it fails for good, and {@link #failure} says why.
 * </ul>
 */
final class Component {
    private static final Duration WHILE_STARTING = Duration.ofMillis(50);
    private static final Duration WHILE_READY = Duration.ofMillis(500);

    /** Exit codes from here on stand for a signal, as of Ctrl-C. */
    private static final int SIGNALLED = 128;

    /** The name of a component, its address and its files. They do not change. */
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
     * @param program gets the server; may take minutes, and may fail for good
     * @param reports told in one line what happens to it
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

    /** Whether its server had the terminal and was quit there, which stops the whole stack. */
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

    /** Stops it for good, and returns when its process has ended. */
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
                leave();
            } else {
                comeBack();
            }
        } else {
            look(server.ready());
            process.goneWithin(condition == ComponentStatus.READY ? WHILE_READY : WHILE_STARTING);
        }
    }

    private void look(boolean ready) {
        if (ready && condition != ComponentStatus.READY) {
            condition = ComponentStatus.READY;
            reports.accept("%-17s ready after %s at %s".formatted(name(), Durations.since(since), address()));
        } else if (!ready && condition == ComponentStatus.READY) {
            condition = ComponentStatus.NOT_READY;
            since = Instant.now();
            reports.accept("%-17s not ready".formatted(name()));
        }
    }

    private void leave() {
        over = true;
        if (process.exitCode() > 0 && process.exitCode() < SIGNALLED) {
            throw new StackException("%s ended with code %d".formatted(name(), process.exitCode()));
        }
    }

    private void comeBack() {
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
