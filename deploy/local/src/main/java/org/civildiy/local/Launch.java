package org.civildiy.local;

import java.util.List;
import java.util.Map;

/**
 * How a server is started and asked to stop.
 *
 * @param command becomes the server: no shell or other process stays in between
 * @param environment added to that of this JVM
 * @param stopSignal has it stop in good order without waiting for its clients
 */
record Launch(List<String> command, Map<String, String> environment, String stopSignal) {

    static Launch of(List<String> command) {
        return new Launch(Spawner.bound(command), Map.of(), "TERM");
    }

    static Launch of(String... command) {
        return of(List.of(command));
    }
}
