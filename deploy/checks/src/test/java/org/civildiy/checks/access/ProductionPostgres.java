package org.civildiy.checks.access;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/**
 * The real PostgreSQL with production's roles ({@code roles.sql}) and client authentication ({@code pg_hba.conf}). The tables of
 * auth-service are created before the roles, as after a restore.
 */
final class ProductionPostgres implements AutoCloseable {
    static final String DATABASE = "microservices_db";
    private static final Path CONFIGURATION = Project.ROOT.resolve("deploy/postgres");
    private static final String OPERATOR = "postgres";
    private static final String SECRETS = "/run/secrets/civildiy/";

    private final int port = Ports.free();
    private final Path directory;
    private final Path access;
    private final Process process;

    private ProductionPostgres(Path directory) throws IOException {
        this.directory = directory;
        this.access = Files.writeString(directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
        Path cluster = directory.resolve("cluster");
        Checker.INITDB.run(
                directory,
                Map.of(),
                "-D",
                cluster.toString(),
                "--username=" + OPERATOR,
                "--encoding=UTF8",
                "--no-sync");
        process = Checker.POSTGRES.start(
                directory,
                Map.of(),
                "-D",
                cluster.toString(),
                "-c",
                "port=" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "hba_file=" + access);
    }

    static ProductionPostgres with(HandOut handOut, Path directory) {
        try {
            var postgres = new ProductionPostgres(Files.createDirectories(directory));
            try {
                Awaitility.await("PostgreSQL accepts connections")
                        .atMost(Duration.ofSeconds(30))
                        .until(postgres::acceptsConnections);
                postgres.initialise(handOut);
                return postgres;
            } catch (RuntimeException | Error | SQLException e) {
                postgres.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean acceptsConnections() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended: " + Yaml.text(directory.resolve("log")));
        }
        try (var _ = connect("postgres", OPERATOR, "")) {
            return true;
        } catch (SQLException notReady) {
            return false;
        }
    }

    private void initialise(HandOut handOut) throws IOException, SQLException {
        try (Connection operator = connect("postgres", OPERATOR, "");
                Statement statement = operator.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        // The server runs as another user than the one that may read the handed-out files.
        for (String file : new String[] {"auth-password", "profile-password"}) {
            Files.writeString(directory.resolve(file), handOut.value("postgres-db", file));
        }
        String roles = Yaml.text(CONFIGURATION.resolve("roles.sql")).replace(SECRETS, directory + "/");
        try (Connection operator = connect(DATABASE, OPERATOR, "");
                Statement statement = operator.createStatement()) {
            statement.execute(migrationsOf("auth"));
            statement.execute("CREATE TABLE flyway_schema_history_auth (version TEXT)");
            statement.execute(roles);
            statement.execute(roles);
            Files.copy(CONFIGURATION.resolve("pg_hba.conf"), access, REPLACE_EXISTING);
            statement.execute("SELECT pg_reload_conf()");
        }
        Awaitility.await("PostgreSQL has reloaded pg_hba.conf")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !acceptsConnections());
    }

    /** The SQL of a service's migrations, in their order. */
    static String migrationsOf(String name) {
        return Project.filesIn("services/%s-service/src/main/resources/db/%1$s".formatted(name)).stream()
                .map(Yaml::text)
                .collect(Collectors.joining("\n"));
    }

    Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, password);
    }

    /** The authentication request of the server to a user: its first message, as the protocol encodes it. */
    String authenticationRequest(String user) throws IOException {
        byte[] parameters =
                "user\0%s\0database\0%s\0\0".formatted(user, DATABASE).getBytes(StandardCharsets.US_ASCII);
        byte[] startup = ByteBuffer.allocate(8 + parameters.length)
                .putInt(8 + parameters.length)
                .putInt(3 << 16)
                .put(parameters)
                .array();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(startup);
            var response = new DataInputStream(socket.getInputStream());
            char kind = (char) response.readByte();
            byte[] content = response.readNBytes(response.readInt() - Integer.BYTES);
            return kind + new String(content, StandardCharsets.ISO_8859_1);
        }
    }

    /** Kills the server: its data belong to a test, and a graceful stop would wait for clients. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
