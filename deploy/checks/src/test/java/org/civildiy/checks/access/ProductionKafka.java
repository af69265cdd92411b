package org.civildiy.checks.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;

import org.civildiy.checks.compose.Deployment;
import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Shell;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;
import org.civildiy.local.host.Spawner;

import static java.util.Map.entry;

/** The real Kafka with production's settings on Compose, its accounts and its access rules, on ports of its own. */
final class ProductionKafka implements AutoCloseable {
    private static final String SECRETS = "/run/secrets/civildiy/";
    private static final String CLUSTER_ID = "Y2l2aWxkaXktY2hlY2tzMQ";

    /** Variables of the image that are no settings of the broker. */
    private static final Set<String> OF_THE_IMAGE = Set.of("KAFKA_OPTS", "KAFKA_HEAP_OPTS");

    private static final Map<String, String> COMMAND_LINES = Map.of(
            "kafka-acls.sh", "org.apache.kafka.tools.AclCommand", "kafka-configs.sh", "kafka.admin.ConfigCommand");

    private final int port = Ports.free();
    private final HandOut handOut;
    private final Path directory;
    private final Process process;

    private ProductionKafka(HandOut handOut, Path directory) throws IOException {
        this.handOut = handOut;
        this.directory = directory;
        Path settings = Files.writeString(directory.resolve("server.properties"), settings());
        run(java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", settings.toString()));
        process = started(java("kafka.Kafka", settings.toString()));
        for (var commandLine : COMMAND_LINES.entrySet()) {
            Path script = directory.resolve(commandLine.getKey());
            Files.writeString(script, "#!/bin/sh\nexec %s \"$@\"\n".formatted(quoted(java(commandLine.getValue()))));
            script.toFile().setExecutable(true);
        }
    }

    /** Starts Kafka, and returns when its access rules are in force. */
    static ProductionKafka with(HandOut handOut, Path directory) {
        try {
            var kafka = new ProductionKafka(handOut, Files.createDirectories(directory));
            try {
                Awaitility.await("Kafka responds to its operator")
                        .atMost(Duration.ofSeconds(60))
                        .until(kafka::serves);
                kafka.grant();
                return kafka;
            } catch (RuntimeException | Error e) {
                kafka.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script that creates accounts and access rules at every start of a deployment. */
    void grant() {
        var environment = Map.of("PATH", directory + ":" + System.getenv("PATH"));
        Shell.run("deploy/kafka/access.sh", environment, handOut.containers().resolve("kafka-access"), address());
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** The settings of a client with this account, as a service has them. */
    Map<String, Object> client(String name, String password) {
        return Map.ofEntries(
                entry("bootstrap.servers", address()),
                entry("security.protocol", "SASL_SSL"),
                entry("ssl.truststore.type", "PEM"),
                entry("ssl.truststore.location", handOut.authority().toString()),
                entry("sasl.mechanism", "SCRAM-SHA-512"),
                entry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(name, password)),
                entry("request.timeout.ms", 5_000),
                entry("default.api.timeout.ms", 10_000));
    }

    private boolean serves() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Kafka ended: " + Yaml.text(directory.resolve("log")));
        }
        var operator = Project.properties(handOut.file("kafka-access", "client.properties"));
        operator.put("bootstrap.servers", address());
        operator.put("request.timeout.ms", "1000");
        operator.put("default.api.timeout.ms", "2000");
        try (Admin admin = Admin.create(operator)) {
            admin.describeCluster().nodes().get();
            return true;
        } catch (ExecutionException | KafkaException notReady) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The broker's settings as the image makes them of the variables, with ports and directories of a test. */
    private String settings() {
        var settings = new TreeMap<String, String>();
        Deployment.of("compose.yaml", "compose.prod.yaml")
                .container("kafka")
                .environment()
                .forEach((variable, value) -> {
                    if (variable.startsWith("KAFKA_") && !OF_THE_IMAGE.contains(variable)) {
                        settings.put(property(variable), value);
                    }
                });
        int controller = Ports.free();
        settings.replaceAll((_, value) -> value.replace("localhost:9093", "127.0.0.1:" + controller)
                .replace(SECRETS, handOut.containers().resolve("kafka") + "/")
                .replace("SERVICES://:9092", "SERVICES://" + address())
                .replace("kafka:9092", address()));
        settings.put("log.dirs", directory.resolve("data").toString());
        settings.put("offsets.topic.num.partitions", "1");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String property(String variable) {
        return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private List<String> java(String... mainAndArguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Djava.security.auth.login.config=" + handOut.file("kafka", "jaas.conf"),
                "-cp",
                Checker.KAFKA.command()));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private static String quoted(List<String> command) {
        return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    private Process started(List<String> command) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile());
        return Spawner.start(
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log),
                Map.of(),
                Spawner.User.CALLER);
    }

    private void run(List<String> command) throws IOException {
        int code = started(command).onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException("Kafka refused its settings: " + Yaml.text(directory.resolve("log")));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
