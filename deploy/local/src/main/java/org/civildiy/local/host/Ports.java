package org.civildiy.local.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback address. */
public final class Ports {
    /** These ports are below those of outgoing connections. So no connection takes the port of a server that is stopped for a while. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port at which no program listens. In one JVM, no port is returned twice, and no reserved port is returned. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    /** Reserves a port that was configured, so that {@link #free} does not return this port in this JVM. */
    public static int reserve(int port) {
        GIVEN.add(port);
        return port;
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
