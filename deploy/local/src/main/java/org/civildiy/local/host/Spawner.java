package org.civildiy.local.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A launcher of child processes. The processes end with this JVM, even if the JVM is killed, except for {@linkplain #detach detached}
 * processes and on systems without {@code setpriv}. A Ctrl-C in the terminal does not reach the processes.
 *
 * <p>Where the system has them, two commands are put before the command. {@code setsid} gives the process its own session.
 * {@code setpriv --pdeathsig} makes the kernel send the process a signal when the <em>thread</em> that started it ends. Therefore one
 * thread, which lives as long as the JVM, starts all processes. Both commands end in {@code exec}, so the process id is that of the
 * server. On systems without these commands, shutdown hooks of the callers end the processes, and a killed JVM leaves its
 * processes running.
 */
public final class Spawner {
    /** The user of a process. */
    public enum User {
        CALLER,
        /** A user that is not root, for servers that refuse to run as root. */
        UNPRIVILEGED
    }

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon().factory());
    private static final List<String> SESSION = whereItWorks(List.of("setsid"));
    private static final boolean HAS_DEATH_SIGNAL =
            !whereItWorks(deathSignal("KILL")).isEmpty();

    private Spawner() {}

    /** Starts a process with these variables in addition to the environment of this JVM. */
    public static Process start(ProcessBuilder builder, Map<String, String> environment, User user) throws IOException {
        return start(builder, environment, user, "KILL");
    }

    /** Starts a process that gets {@code lastSignal}, instead of {@code KILL}, when this JVM ends. */
    public static Process start(ProcessBuilder builder, Map<String, String> environment, User user, String lastSignal)
            throws IOException {
        var command = new ArrayList<>(SESSION);
        if (user == User.UNPRIVILEGED) {
            command.addAll(Demotion.COMMAND);
        }
        if (HAS_DEATH_SIGNAL) {
            command.addAll(deathSignal(lastSignal));
        }
        command.addAll(builder.command());
        builder.environment().putAll(environment);
        return started(builder.command(command));
    }

    /** Starts a process that outlives this JVM. */
    public static Process detach(ProcessBuilder builder) throws IOException {
        var command = new ArrayList<>(SESSION);
        command.addAll(builder.command());
        return started(builder.command(command));
    }

    private static List<String> deathSignal(String signal) {
        return List.of("setpriv", "--pdeathsig", signal);
    }

    private static Process started(ProcessBuilder builder) throws IOException {
        try {
            return THREAD.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while starting " + builder.command().getLast(), e);
        }
    }

    /** The prefix of a command; empty when the prefix does not work on this system. */
    private static List<String> whereItWorks(List<String> prefix) {
        var trial = new ArrayList<>(prefix);
        trial.add("true");
        try {
            return new ProcessBuilder(trial).start().waitFor() == 0 ? prefix : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /**
     * The prefix that runs a command in a user namespace, where the command is not root. Outside the namespace the files still belong to
     * root, so no chown is needed.
     */
    private static final class Demotion {
        static final List<String> COMMAND = command();

        private static List<String> command() {
            if (!"root".equals(System.getProperty("user.name"))) {
                return List.of();
            }
            List<String> namespace = whereItWorks(List.of("unshare", "--user", "--map-user=1000", "--map-group=1000"));
            if (namespace.isEmpty()) {
                throw new StackException(
                        "PostgreSQL does not run as root, and user namespaces are not allowed here: run this as another user");
            }
            return namespace;
        }
    }
}
