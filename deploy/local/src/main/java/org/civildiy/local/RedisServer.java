package org.civildiy.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Redis with an append-only file, synced each second. */
record RedisServer(Tool.Program program, int port) implements Server {
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    static String url(int port) {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public Launch launch(Path data) {
        return Launch.of(
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
