package org.civildiy.local.command;

import java.util.HashMap;
import java.util.Map;

import org.civildiy.local.host.Terminal;

/**
 * The format of lines from several components: the name of the component first, in a colour of its own where the output is a terminal. The
 * colours repeat when there are more names than colours; {@code NO_COLOR} turns them off (no-color.org).
 */
final class Colours {
    private static final int[] CODES = {36, 33, 35, 32, 34, 96, 93, 95, 92, 94};

    private final boolean coloured;
    private final Map<String, Integer> codes = new HashMap<>();

    Colours(boolean terminal, Map<String, String> environment) {
        this.coloured = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** The format for the output and the environment of this process. */
    static Colours here() {
        return new Colours(Terminal.isWatched(), System.getenv());
    }

    synchronized String line(String name, String text) {
        String front = "%-17s".formatted(name);
        if (coloured) {
            int code = codes.computeIfAbsent(name, _ -> CODES[codes.size() % CODES.length]);
            front = "\u001B[%dm%s\u001B[0m".formatted(code, front);
        }
        return front + " " + text;
    }
}
