package org.civildiy.local;

import java.util.List;
import java.util.Map;

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
record Launch(
        List<String> command,
        Map<String, String> environment,
        Spawner.User user,
        String stopSignal,
        String lastSignal,
        boolean console) {

    static Launch of(String... command) {
        return of(List.of(command), Map.of());
    }

    static Launch of(List<String> command, Map<String, String> environment) {
        return new Launch(command, environment, Spawner.User.CALLER, "TERM", "KILL", false);
    }

    Launch as(Spawner.User other) {
        return new Launch(command, environment, other, stopSignal, lastSignal, console);
    }

    Launch stoppedBy(String signal) {
        return new Launch(command, environment, user, signal, lastSignal, console);
    }

    /** For one that has processes of its own to end: those would outlive its sudden death. */
    Launch endingOthers() {
        return new Launch(command, environment, user, stopSignal, stopSignal, console);
    }

    Launch withConsole() {
        return new Launch(command, environment, user, stopSignal, lastSignal, true);
    }
}
