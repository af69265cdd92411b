package org.civildiy.local.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.civildiy.local.fetch.Tool;

/**
 * MongoDB where {@code mongod} is installed. Elsewhere the stand-in SecantusDB, which has MongoDB's protocol and the same storage engine.
 * posts-service requests an acknowledgement from the journal. SecantusDB is started with the option to sync every commit.
 */
public record MongoServer(Tool.Program program, int port) implements Server {
    public static final String DATABASE = "posts_db";
    private static final String CACHE = "64M";

    /** The server's address. SecantusDB does not answer a streaming {@code hello} correctly, so drivers monitor the server by polling. */
    public static String url(int port) {
        return "mongodb://127.0.0.1:%d/?serverMonitoringMode=poll".formatted(port);
    }

    @Override
    public LaunchSpec launch(Path data) {
        if (program.onPath()) {
            return LaunchSpec.of(
                    program.command("mongod"),
                    "--bind_ip",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--dbpath",
                    data.toString(),
                    "--wiredTigerCacheSizeGB",
                    "0.25");
        }
        List<String> command = List.of(
                "python3",
                "-c",
                "import sys; from secantus.cli import main; sys.exit(main())",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--storage-path",
                data.resolve("secantusdb").toString(),
                "--cache-size",
                CACHE,
                "--sync-on-commit");
        return LaunchSpec.of(command, Map.of("PYTHONPATH", program.home().toString()));
    }

    /** Ready when the server answers a ping (an OP_MSG on {@code admin}). */
    @Override
    public boolean ready() {
        byte[] body = ping();
        int length = 16 + 4 + 1 + body.length;
        byte[] message = ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(1)
                .putInt(0)
                .putInt(2013)
                .putInt(0)
                .put((byte) 0)
                .put(body)
                .array();
        return Probe.answer(port, message, 16).length == 16;
    }

    private static byte[] ping() {
        byte[] ping = "\u0010ping\0".getBytes(StandardCharsets.US_ASCII);
        byte[] database = "\u0002$db\0".getBytes(StandardCharsets.US_ASCII);
        byte[] admin = "admin\0".getBytes(StandardCharsets.US_ASCII);
        int length = 4 + ping.length + 4 + database.length + 4 + admin.length + 1;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .put(ping)
                .putInt(1)
                .put(database)
                .putInt(admin.length)
                .put(admin)
                .put((byte) 0)
                .array();
    }
}
