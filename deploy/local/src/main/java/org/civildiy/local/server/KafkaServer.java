package org.civildiy.local.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.Shell;

/**
 * One Kafka broker that is its own controller. It does not create topics automatically: the services create them with their settings.
 *
 * @param advertised the port in {@code advertised.listeners}: the proxy's port when clients connect through a proxy
 */
public record KafkaServer(Tool.Program program, int port, int advertised, int controllerPort) implements Server {
    private static final String CLUSTER_ID = "Y2l2aWxkaXktbG9jYWwtMQ";

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        Path configuration = data.resolve("server.properties");
        Files.writeString(configuration, configuration(data.resolve("log")));
        if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
            Shell.run(
                    java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", configuration.toString()),
                    Map.of(),
                    data);
        }
        return LaunchSpec.of(java("kafka.Kafka", configuration.toString()), Map.of());
    }

    /** Ready when the broker answers ApiVersions, the first request of every client. */
    @Override
    public boolean ready() {
        byte[] client = "probe".getBytes(StandardCharsets.US_ASCII);
        int length = 2 + 2 + 4 + 2 + client.length;
        byte[] question = ByteBuffer.allocate(4 + length)
                .putInt(length)
                .putShort((short) 18)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) client.length)
                .put(client)
                .array();
        return Probe.answer(port, question, 10).length == 10;
    }

    private List<String> java(String... mainAndArguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                program.home() + "/*"));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private String configuration(Path log) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%4$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                num.partitions=12
                offsets.topic.num.partitions=4
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, log, advertised);
    }
}
