package org.civildiy.local.host;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The terminal of this program.
 *
 * @param settings in the format of {@code stty -g}
 */
public record Terminal(String settings) {

    /** Whether the output is a terminal. */
    public static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** The terminal with its current settings; empty when the output is not a terminal. */
    public static Optional<Terminal> remembered() {
        return isWatched()
                ? Optional.of(new Terminal(stty("-g"))).filter(it -> !it.settings.isEmpty())
                : Optional.empty();
    }

    /** Restores the settings: a program that was killed may have left the terminal without echo. */
    public void restore() {
        stty(settings);
    }

    private static String stty(String argument) {
        try {
            Process process = new ProcessBuilder("stty", argument)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            process.waitFor();
            return answer.strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
