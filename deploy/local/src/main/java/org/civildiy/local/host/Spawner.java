package org.civildiy.local.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A launcher of child processes. They do not outlive this JVM, however it ends, and a Ctrl-C in the terminal does not reach them.
 *
 * <p>Where the system has them, {@code setsid} gives the process a session of its own, and {@code setpriv --pdeathsig} has
 * the kernel kill it when its parent <em>thread</em> is gone: so all are started from one thread that lives as long as the
 * JVM. Each of these replaces itself by the next, so the process id is the server's own. Elsewhere the callers'
 * shutdown hooks end their processes.
 */
public final class Spawner {
    /** The user of a process. */
    public enum User {
        CALLER,
        /** Not root: some servers refuse to be. */
        UNPRIVILEGED
    }

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon().factory());
    private static final List<String> SESSION = whereItWorks(List.of("setsid"));
    private static final boolean TIES = !whereItWorks(tie("KILL")).isEmpty();

    private Spawner() {}

    /** Starts it with these variables added to the environment of this JVM. */
    public static Process start(ProcessBuilder builder, Map<String, String> environment, User user) throws IOException {
        return start(builder, environment, user, "KILL");
    }

    /** The same with another signal than {@code KILL} for the death of this JVM. */
    public static Process start(ProcessBuilder builder, Map<String, String> environment, User user, String lastSignal)
            throws IOException {
        var command = new ArrayList<>(SESSION);
        if (user == User.UNPRIVILEGED) {
            command.addAll(Demotion.COMMAND);
        }
        if (TIES) {
            command.addAll(tie(lastSignal));
        }
        command.addAll(builder.command());
        builder.environment().putAll(environment);
        return started(builder.command(command));
    }

    /** Starts it so that it does outlive this JVM. */
    public static Process detach(ProcessBuilder builder) throws IOException {
        var command = new ArrayList<>(SESSION);
        command.addAll(builder.command());
        return started(builder.command(command));
    }

    private static List<String> tie(String signal) {
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

    /** Another user in a user namespace: files stay those of the caller, so that no directory has to be handed over. */
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
