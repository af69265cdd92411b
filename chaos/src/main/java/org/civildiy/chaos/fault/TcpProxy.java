package org.civildiy.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback address that can cut what goes through it: every connection ends with a reset, and each new one too, until
 * it is mended. It carries {@value #MOST_CONNECTIONS} connections at most, each by two virtual threads, and resets those beyond. When one
 * side ends, the other is ended too.
 */
final class TcpProxy implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1000;
    private static final int BACKLOG = 512;
    private static final int CONNECT_MILLIS = 5000;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** @param target the port on the loopback address that it leads to; it need not be there yet */
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

    void cut() {
        cut = true;
        open.forEach(TcpProxy::reset);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TcpProxy::reset);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (cut || open.size() >= 2 * MOST_CONNECTIONS) {
                    reset(client);
                } else {
                    open.add(client);
                    Thread.ofVirtual().start(() -> carry(client));
                }
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted: the loop's condition knows which.
            }
        }
    }

    private void carry(Socket client) {
        var server = new Socket();
        open.add(server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            answers.join();
        } catch (IOException e) {
            // Nobody there: the client's connection ends, as it would without us.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(client);
            end(server);
        }
        if (cut) {
            // It may have been opened while all others were cut.
            reset(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            if (!cut) {
                from.getInputStream().transferTo(to.getOutputStream());
            }
        } catch (IOException e) {
            // One of the two was reset: so is the other.
        } finally {
            reset(from);
            reset(to);
        }
    }

    private void end(Socket socket) {
        reset(socket);
        open.remove(socket);
    }

    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
