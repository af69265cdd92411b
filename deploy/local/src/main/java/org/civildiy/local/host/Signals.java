package org.civildiy.local.host;

import java.io.IOException;

/** Signals to processes and process groups of this user. */
public final class Signals {
    private Signals() {}

    /** The process has the signal afterwards, or is gone. A negative number is that of a whole process group. */
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
