package org.civildiy.local.server;

import java.util.List;
import java.util.Map;

import org.civildiy.local.host.Spawner;

/**
 * The launch of a server: its command line, environment and user, and the signals that stop it.
 *
 * @param command the command line; its process becomes the server, so that the process id is that of the server and not of a shell
 * @param environment variables in addition to the environment of this JVM
 * @param user the user that the server runs as
 * @param stopSignal stops the server in good order, without waiting for its clients
 * @param lastSignal the signal that the operating system sends to the server when this JVM dies
 * @param console whether the server has the terminal of this JVM, instead of a log
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

    /** For a server with child processes, which would outlive a killed server: when this JVM dies, the server gets the stop signal. */
    LaunchSpec endingOthers() {
        return new LaunchSpec(command, environment, user, stopSignal, stopSignal, console);
    }

    LaunchSpec withConsole() {
        return new LaunchSpec(command, environment, user, stopSignal, lastSignal, true);
    }
}
