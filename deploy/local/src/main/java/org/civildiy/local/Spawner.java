package org.civildiy.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes that do not outlive this JVM, however it ends, and that a Ctrl-C in the terminal does not reach.
 *
 * <p>Where the system has them, {@code setsid} gives the process a session of its own, and {@code setpriv --pdeathsig} has
 * the kernel kill it when its parent <em>thread</em> is gone: so all are started from one thread that lives as long as the
 * JVM. Each of these replaces itself by the next, so the process id is the server's own. Elsewhere the shutdown hooks of
 * those who start processes have to do.
 */
final class Spawner {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon().factory());
    private static final List<String> SESSION = Shell.which("setsid").isPresent() ? List.of("setsid") : List.of();

    private Spawner() {}

    static Process start(ProcessBuilder builder, Map<String, String> environment) throws IOException {
        builder.environment().putAll(environment);
        try {
            return THREAD.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while starting " + builder.command().getFirst(), e);
        }
    }

    /** The command, bound to the life of this JVM. */
    static List<String> bound(List<String> command) {
        return joined(SESSION, Tie.COMMAND, command);
    }

    /** The command, bound to the life of this JVM and not run as root: some servers refuse to be. */
    static List<String> unprivileged(List<String> command) {
        return joined(SESSION, Demotion.COMMAND, Tie.COMMAND, command);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        var whole = new ArrayList<String>();
        for (List<String> part : parts) {
            whole.addAll(part);
        }
        return whole;
    }

    /** Found out once, when first needed. */
    private static final class Tie {
        static final List<String> COMMAND = Shell.succeeds("setpriv", "--pdeathsig", "KILL", "true")
                ? List.of("setpriv", "--pdeathsig", "KILL")
                : List.of();
    }

    /** Another user in a user namespace: files stay those of the caller, so no directory has to be handed over. */
    private static final class Demotion {
        private static final List<String> NAMESPACE =
                List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");
        static final List<String> COMMAND = command();

        private static List<String> command() {
            if (!"root".equals(System.getProperty("user.name"))) {
                return List.of();
            }
            var trial = new ArrayList<>(NAMESPACE);
            trial.add("true");
            if (Shell.succeeds(trial.toArray(String[]::new))) {
                return NAMESPACE;
            }
            throw new StackException(
                    "PostgreSQL does not run as root, and user namespaces are not allowed here: run this as another user");
        }
    }
}
