package org.civildiy.local.server;

import java.util.List;
import java.util.Map;

import org.civildiy.local.host.Spawner;

/**
 * The launch of a server: its command line, environment and user, and the signals that stop it.
 *
 * @param command becomes the server: no shell or other process stays in between
 * @param environment added to that of this JVM
 * @param user the user that it runs as
 * @param stopSignal stops it in good order, without waiting for its clients
 * @param lastSignal sent by the operating system when this JVM dies
 * @param console whether it has the terminal of this JVM to itself, instead of a log
 */
public record LaunchSpec(
        List<String> command,
        Map<String, String> environment,
        Spawner.User user,
        String stopSignal,
        String lastSignal,
        boolean console) {

    public static LaunchSpec of(String... command) {
        return of(List.of(command), Map.of());
    }

    public static LaunchSpec of(List<String> command, Map<String, String> environment) {
        return new LaunchSpec(command, environment, Spawner.User.CALLER, "TERM", "KILL", false);
    }

    LaunchSpec as(Spawner.User other) {
        return new LaunchSpec(command, environment, other, stopSignal, lastSignal, console);
    }

    LaunchSpec stoppedBy(String signal) {
        return new LaunchSpec(command, environment, user, signal, lastSignal, console);
    }

    /** For a server with child processes: those would outlive a kill, so it gets the stop signal when this JVM dies. */
    LaunchSpec endingOthers() {
        return new LaunchSpec(command, environment, user, stopSignal, stopSignal, console);
    }

    LaunchSpec withConsole() {
        return new LaunchSpec(command, environment, user, stopSignal, lastSignal, true);
    }
}
