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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import org.civildiy.checks.compose.Deployment;
import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/**
 * The real PostgreSQL with production's roles and schemas ({@code roles.sql}) and client authentication ({@code pg_hba.conf}). The
 * services' tables were in the schema public before, as in an earlier version or after a restore of its backup.
 */
final class ProductionPostgres implements AutoCloseable {
    static final String DATABASE = "microservices_db";
    private static final Path CONFIGURATION = Project.ROOT.resolve("deploy/postgres");
    private static final String OPERATOR = "postgres";
    private static final String SECRETS = "/run/secrets/civildiy/";

    /** SSLRequest of the protocol. */
    private static final byte[] REQUEST_FOR_TLS =
            ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();

    private final int port = Ports.free();
    private final HandOut handOut;
    private final Path directory;
    private final Path access;
    private final Process process;
    private List<String> leftInPublic = List.of();

    private ProductionPostgres(HandOut handOut, Path directory) throws IOException {
        this.handOut = handOut;
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
        for (String file : new String[] {"server.crt", "server.key"}) {
            // The server runs as another user than the one that may read the handed-out files.
            Path copy = Files.copy(handOut.file("postgres-db", file), directory.resolve(file));
            Files.setOwner(copy, Files.getOwner(cluster));
        }
        var options = new ArrayList<>(List.of("-D", cluster.toString()));
        productionOptions().forEach(option -> options.addAll(List.of("-c", option)));
        for (String option : List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "hba_file=" + access)) {
            options.addAll(List.of("-c", option));
        }
        process = Checker.POSTGRES.start(directory, Map.of(), options.toArray(String[]::new));
    }

    /** The settings on the command line of production on Compose, with the files of this test. */
    private List<String> productionOptions() {
        return Deployment.of("compose.yaml", "compose.prod.yaml").container("postgres-db").command().stream()
                .filter(word -> word.contains("="))
                .map(option -> option.replace(SECRETS, directory + "/"))
                .toList();
    }

    static ProductionPostgres with(HandOut handOut, Path directory) {
        try {
            var postgres = new ProductionPostgres(handOut, Files.createDirectories(directory));
            try {
                Awaitility.await("PostgreSQL accepts connections")
                        .atMost(Duration.ofSeconds(30))
                        .until(postgres::acceptsConnections);
                postgres.initialise();
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

    private void initialise() throws IOException, SQLException {
        try (Connection operator = connect("postgres", OPERATOR, "");
                Statement statement = operator.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        for (String file : new String[] {"auth-password", "profile-password"}) {
            Files.writeString(directory.resolve(file), handOut.value("postgres-db", file));
        }
        String roles = Yaml.text(CONFIGURATION.resolve("roles.sql")).replace(SECRETS, directory + "/");
        try (Connection operator = connect(DATABASE, OPERATOR, "");
                Statement statement = operator.createStatement()) {
            for (String service : new String[] {"auth", "profile"}) {
                statement.execute(migrationsOf(service));
                statement.execute("CREATE TABLE flyway_schema_history_" + service + " (version TEXT)");
            }
            statement.execute(roles);
            statement.execute(roles);
            leftInPublic = namesIn(
                    statement,
                    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                            + " UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace");
            Files.copy(CONFIGURATION.resolve("pg_hba.conf"), access, REPLACE_EXISTING);
            statement.execute("SELECT pg_reload_conf()");
        }
        Awaitility.await("PostgreSQL has reloaded pg_hba.conf")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !acceptsConnections());
    }

    /** What is in the schema public when roles and schemas are made. */
    List<String> leftInPublic() {
        return leftInPublic;
    }

    private static List<String> namesIn(Statement statement, String query) throws SQLException {
        var names = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** The SQL of a service's migrations, in their order. */
    static String migrationsOf(String name) {
        return Project.filesIn("services/%s-service/src/main/resources/db/%1$s".formatted(name)).stream()
                .map(Yaml::text)
                .collect(Collectors.joining("\n"));
    }

    /** Connects as a service does: over TLS, to a server whose certificate is of the authority and has the name that it is called by. */
    Connection connect(String database, String user, String password) throws SQLException {
        return connect(database, user, password, "sslmode=verify-full&sslrootcert=" + handOut.authority());
    }

    /** Connects with these parameters of the JDBC driver. */
    Connection connect(String database, String user, String password, String parameters) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?%s".formatted(port, database, parameters), user, password);
    }

    /** The authentication request of the server to a user, over TLS: its first message, as the protocol encodes it. */
    String authenticationRequest(String user) throws IOException {
        byte[] parameters =
                "user\0%s\0database\0%s\0\0".formatted(user, DATABASE).getBytes(StandardCharsets.US_ASCII);
        byte[] startup = ByteBuffer.allocate(8 + parameters.length)
                .putInt(8 + parameters.length)
                .putInt(3 << 16)
                .put(parameters)
                .array();
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.getOutputStream().write(REQUEST_FOR_TLS);
            char accepted = (char) plain.getInputStream().read();
            if (accepted != 'S') {
                throw new IllegalStateException("PostgreSQL has no TLS: " + accepted);
            }
            try (Socket socket = InternalAuthority.context(handOut.authority())
                    .getSocketFactory()
                    .createSocket(plain, "127.0.0.1", port, true)) {
                socket.getOutputStream().write(startup);
                var response = new DataInputStream(socket.getInputStream());
                char kind = (char) response.readByte();
                byte[] content = response.readNBytes(response.readInt() - Integer.BYTES);
                return kind + new String(content, StandardCharsets.ISO_8859_1);
            }
        }
    }

    /** Kills the server: its data belong to a test, and a graceful stop would wait for clients. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
