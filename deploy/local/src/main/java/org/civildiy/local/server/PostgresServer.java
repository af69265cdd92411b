package org.civildiy.local.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.Shell;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.host.StackException;

/**
 * PostgreSQL with one database, {@value #DATABASE}. Its locale knows upper and lower case of all Unicode letters.
 *
 * @param fsync whether a commit survives a power failure; a commit always survives a crash of the server
 * @param roles SQL that creates a role and a schema for each service. It is run before the first start, and before the first start after
 *     each change of the SQL. Without it there is only the superuser.
 */
public record PostgresServer(Tool.Program program, int port, boolean fsync, Optional<Path> roles) implements Server {
    static final String DATABASE = "microservices_db";
    private static final String USER = "microservices";

    /** A person who connects as the superuser can name the tables of all services without their schemas. */
    private static final String SEARCH_ALL =
            "ALTER ROLE %s SET search_path = public, auth_service, profile_service;\n\n".formatted(USER);

    /** The address for the superuser, who has access to the tables of every service. */
    public static String url(int port) {
        return url(port, USER);
    }

    /** The address for the role of a service. */
    public static String urlOf(String service, int port) {
        return url(port, service.replace('-', '_'));
    }

    private static String url(int port, String user) {
        return "postgresql://%s:%1$s@127.0.0.1:%d/%s".formatted(user, port, DATABASE);
    }

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        Path cluster = data.resolve("cluster");
        if (!Files.isDirectory(cluster)) {
            create(data.resolve("cluster.part"), cluster);
        }
        deleteStalePidFile(cluster.resolve("postmaster.pid"));
        if (roles.isPresent()) {
            makeRoles(cluster, Files.readString(roles.get()));
        }
        List<String> command = List.of(
                program.command("bin/postgres"),
                "-D",
                cluster.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=100",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "fsync=" + (fsync ? "on" : "off"));
        return LaunchSpec.of(command, Map.of()).as(Spawner.User.UNPRIVILEGED).stoppedBy("INT");
    }

    /**
     * Deletes the file with the process id of a server that crashed. The id may belong to another process now. PostgreSQL would take that
     * process for a running server and would not start.
     */
    private static void deleteStalePidFile(Path pidFile) throws IOException {
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            boolean alive = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
            if (!alive) {
                Files.delete(pidFile);
            }
        }
    }

    /** Creates the database in another directory and then renames it, so that an interrupted creation leaves no incomplete database. */
    private void create(Path aside, Path cluster) throws IOException {
        DirectoryTree.delete(aside);
        Shell.runUnprivileged(
                List.of(
                        program.command("bin/initdb"),
                        "-D",
                        aside.toString(),
                        "--username=" + USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions",
                        "--no-sync"),
                aside.getParent(),
                "");
        single(aside, "postgres", "CREATE DATABASE " + DATABASE + ";\n\n");
        Files.move(aside, cluster);
    }

    /** Runs the SQL, unless it equals the SQL of the last run, which is kept in a file. So most starts run no SQL. */
    private void makeRoles(Path cluster, String sql) throws IOException {
        Path done = cluster.resolveSibling("roles.sql");
        if (Files.exists(done) && Files.readString(done).equals(sql)) {
            return;
        }
        single(cluster, DATABASE, SEARCH_ALL + sql + "\n");
        Files.writeString(done, sql);
    }

    /**
     * Runs statements in PostgreSQL's single-user mode, without a network. Each statement ends with a semicolon and an empty line. The exit
     * code does not show that a statement failed, so the output is searched for an error.
     */
    private void single(Path cluster, String database, String statements) throws IOException {
        String output = Shell.runUnprivileged(
                List.of(program.command("bin/postgres"), "--single", "-j", "-D", cluster.toString(), database),
                cluster.getParent(),
                statements);
        output.lines().filter(line -> line.contains("ERROR:")).findFirst().ifPresent(error -> {
            throw new StackException("PostgreSQL refused a statement: " + error);
        });
    }

    /** Ready when the server answers the startup message of its user with a request to authenticate. */
    @Override
    public boolean ready() {
        byte[] parameters =
                "user\0%s\0database\0%s\0\0".formatted(USER, DATABASE).getBytes(StandardCharsets.US_ASCII);
        int length = 8 + parameters.length;
        byte[] startup = ByteBuffer.allocate(length)
                .putInt(length)
                .putInt(3 << 16)
                .put(parameters)
                .array();
        byte[] answer = Probe.answer(port, startup, 1);
        return answer.length == 1 && answer[0] == 'R';
    }
}
