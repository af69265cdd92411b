package org.civildiy.local.server;

import java.util.List;
import java.util.Map;

import org.civildiy.local.host.Spawner;

/**
 * How a server is started and asked to stop.
 *
 * @param command becomes the server: no shell or other process stays in between
 * @param environment added to that of this JVM
 * @param user who it runs as
 * @param stopSignal has it stop in good order without waiting for its clients
 * @param lastSignal what the system sends it when this JVM dies without a word
 * @param console whether it has the terminal of this JVM to itself, in place of a log
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

    /** For one that has processes of its own to end: those would outlive its sudden death. */
    LaunchSpec endingOthers() {
        return new LaunchSpec(command, environment, user, stopSignal, stopSignal, console);
    }

    LaunchSpec withConsole() {
        return new LaunchSpec(command, environment, user, stopSignal, lastSignal, true);
    }
}
