package org.civildiy.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.civildiy.chaos.fault.Valve.Position;

/**
 * A TCP proxy on the loopback address that injects network faults. {@link #mend} ends every fault for new connections.
 *
 * <p>The proxy carries {@value #MOST_CONNECTIONS} connections at most, each with a few virtual threads. It resets further connections.
 */
final class TcpProxy implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1000;
    private static final int BACKLOG = 512;

    private final ServerSocket listening;
    private final int target;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<ProxiedConnection> heldFromTheStart = ConcurrentHashMap.newKeySet();
    private volatile long latencyNanos;
    private boolean cut;
    private Position position = Position.FORWARDS;

    /** @param target the port on the loopback address that the proxy forwards to; no server has to listen there yet */
    TcpProxy(int target) {
        this.target = target;
        try {
            this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy to " + target).start(this::accept);
    }

    /** The port that clients connect to. */
    int port() {
        return listening.getLocalPort();
    }

    /** The number of accepted connections that have not ended. */
    int connections() {
        return open.size();
    }

    /** Resets all connections, and each new one. */
    synchronized void cut() {
        cut = true;
        open.forEach(ProxiedConnection::reset);
    }

    /** Loses the bytes of all connections, old and new, without closing any. These connections lose bytes even after {@link #mend}. */
    synchronized void lose() {
        position = Position.LOSES;
        open.forEach(connection -> connection.valve().set(Position.LOSES));
    }

    /**
     * Holds the bytes of all connections, old and new. {@link #mend} delivers the bytes of connections that were opened meanwhile. The
     * bytes of older connections stay held until {@link #release}.
     */
    synchronized void hold() {
        position = Position.HOLDS;
        open.forEach(connection -> connection.valve().set(Position.HOLDS));
    }

    /** Delays all bytes from now on. */
    void delay(Duration latency) {
        latencyNanos = latency.toNanos();
    }

    /**
     * Ends all faults for new connections, and for connections that were opened while bytes were held. A latency ends for all connections.
     */
    synchronized void mend() {
        cut = false;
        position = Position.FORWARDS;
        latencyNanos = 0;
        heldFromTheStart.forEach(connection -> connection.valve().set(Position.FORWARDS));
        heldFromTheStart.clear();
    }

    /** Delivers all bytes that are still held, including those of connections that the client has closed. */
    synchronized void release() {
        open.forEach(connection -> connection.valve().set(Position.FORWARDS));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(ProxiedConnection::reset);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                admit(listening.accept());
            } catch (IOException e) {
                // Closed, or the client closed first: the condition of the loop distinguishes them.
            }
        }
    }

    private synchronized void admit(Socket client) {
        if (cut || open.size() >= MOST_CONNECTIONS) {
            ProxiedConnection.reset(client);
            return;
        }
        var connection = new ProxiedConnection(client, new Valve(position), () -> latencyNanos);
        open.add(connection);
        if (position == Position.HOLDS) {
            heldFromTheStart.add(connection);
        }
        Thread.ofVirtual().start(() -> carry(connection));
    }

    private void carry(ProxiedConnection connection) {
        try {
            connection.forward(target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
            heldFromTheStart.remove(connection);
        }
    }
}
