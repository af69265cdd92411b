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
 */
record Launch(List<String> command, Map<String, String> environment, Spawner.User user, String stopSignal) {

    static Launch of(String... command) {
        return new Launch(List.of(command), Map.of(), Spawner.User.CALLER, "TERM");
    }

    static Launch of(List<String> command, Map<String, String> environment) {
        return new Launch(command, environment, Spawner.User.CALLER, "TERM");
    }
}
