package org.civildiy.local.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.civildiy.local.fetch.Tool;

/** Redis with an append-only file, synced each second. */
public record RedisServer(Tool.Program program, int port) implements Server {
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    public static String url(int port) {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public LaunchSpec launch(Path data) {
        return LaunchSpec.of(
                program.command("redis-server"),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--save",
                "",
                "--daemonize",
                "no");
    }

    @Override
    public boolean ready() {
        byte[] answer = Probe.answer(port, PING, 5);
        return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    }
}
