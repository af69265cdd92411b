package org.civildiy.chaos.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A connection through a {@link TcpProxy}: the socket of the client, the socket to the server, and a {@link Relay} for each direction. The
 * {@link Valve} decides whether received bytes are forwarded, held or lost. When one side closes while bytes are forwarded, its remaining
 * bytes are delivered first, then the other side sees the close.
 */
final class ProxiedConnection {
    private static final int CONNECT_MILLIS = 5000;

    private final Socket client;
    private final Socket server = new Socket();
    private final Valve valve;
    private final LongSupplier latencyNanos;

    ProxiedConnection(Socket client, Valve valve, LongSupplier latencyNanos) {
        this.client = client;
        this.valve = valve;
        this.latencyNanos = latencyNanos;
    }

    Valve valve() {
        return valve;
    }

    /**
     * Connects to the server and forwards bytes in both directions. While the valve holds bytes, this method waits before it connects. When
     * the valve loses bytes, it does not connect, and discards what the client sends. Returns when both sides have closed, the connection
     * was reset, or the server did not accept it; both sockets are closed then.
     *
     * @param target the port of the server at the loopback address
     */
    void forward(int target) throws InterruptedException {
        try {
            if (valve.passes()) {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                relay();
            } else {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // The server does not listen, or the client closed first: the client's connection is reset, as it would be
            // without a proxy.
        } finally {
            reset();
        }
    }

    /** Resets both sides, and discards the bytes that were not forwarded yet. */
    void reset() {
        valve.set(Valve.Position.LOSES);
        reset(client);
        reset(server);
    }

    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // The socket is closed in any case.
        }
    }

    private void relay() throws InterruptedException {
        var requests = new Relay(client, server, valve, latencyNanos);
        var answers = new Relay(server, client, valve, latencyNanos);
        var others = List.of(start(answers::read), start(requests::write), start(answers::write));
        requests.read();
        for (Thread other : others) {
            other.join();
        }
    }

    private static Thread start(Step step) {
        return Thread.ofVirtual().start(() -> {
            try {
                step.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Step {
        void run() throws InterruptedException;
    }
}
