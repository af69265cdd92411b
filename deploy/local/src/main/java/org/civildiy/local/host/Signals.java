package org.civildiy.local.host;

import java.io.IOException;

/** Signals to processes and process groups of this user. */
public final class Signals {
    private Signals() {}

    /** Sends a signal. It is no failure when the process has ended. A negative number is the id of a process group. */
    public static void send(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("kill cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
