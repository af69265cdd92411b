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
 * A TCP proxy on the loopback address that injects network faults. {@link #mend} ends each of them for new connections.
 *
 * <p>It carries {@value #MOST_CONNECTIONS} connections at most, each by a few virtual threads, and resets those beyond.
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

    /** @param target the port on the loopback address that it leads to; nobody has to listen there yet */
    TcpProxy(int target) {
        this.target = target;
        try {
            this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy to " + target).start(this::accept);
    }

    /** Where it listens. */
    int port() {
        return listening.getLocalPort();
    }

    /** The number of connections that it has accepted and that have not ended. */
    int connections() {
        return open.size();
    }

    /** Resets all connections, and each new one. */
    synchronized void cut() {
        cut = true;
        open.forEach(ProxiedConnection::reset);
    }

    /** Loses the bytes of all connections, and of each new one, without closing any. They stay so after {@link #mend}. */
    synchronized void lose() {
        position = Position.LOSES;
        open.forEach(connection -> connection.valve().set(Position.LOSES));
    }

    /** Holds the bytes of all connections, and of each new one. Those of a connection from before stay held until {@link #release}. */
    synchronized void hold() {
        position = Position.HOLDS;
        open.forEach(connection -> connection.valve().set(Position.HOLDS));
    }

    /** Delays all bytes from now on. */
    void delay(Duration latency) {
        latencyNanos = latency.toNanos();
    }

    /** New connections work again, and those that were opened while bytes were held. */
    synchronized void mend() {
        cut = false;
        position = Position.FORWARDS;
        latencyNanos = 0;
        heldFromTheStart.forEach(connection -> connection.valve().set(Position.FORWARDS));
        heldFromTheStart.clear();
    }

    /** Delivers everything that is still held, also of connections whose client has closed them. */
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
            connection.carry(target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
            heldFromTheStart.remove(connection);
        }
    }
}
