package org.civildiy.local.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback address. */
public final class Ports {
    /** Below what systems hand out to outgoing connections, so that a port stays free while its server is away. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** One that nobody listens at, and that was not given to anybody else in this JVM. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    /** Gives this one to nobody else in this JVM: for a port that somebody chose. */
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
