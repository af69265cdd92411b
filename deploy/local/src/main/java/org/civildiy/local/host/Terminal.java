package org.civildiy.local.host;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The terminal that this program was started from.
 *
 * @param settings as {@code stty} writes and reads them
 */
public record Terminal(String settings) {

    /** Whether what is printed is seen by a person. */
    public static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** It as it is now, where there is one. */
    public static Optional<Terminal> remembered() {
        return isWatched()
                ? Optional.of(new Terminal(stty("-g"))).filter(it -> !it.settings.isEmpty())
                : Optional.empty();
    }

    /** A program that had it and was ended may have left it without echo. */
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
