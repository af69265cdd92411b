package org.civildiy.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;

@QuarkusTest
@TestProfile(InterruptedMigrationTest.DatabaseDiesAtFirst.class)
class InterruptedMigrationTest {
    @Test
    void the_service_creates_its_tables_after_repeatedly_interrupted_migrations() {
        // Given
        awaitReadiness();
        // When
        var answer = register(newName());
        // Then
        answer.then().statusCode(201);
    }

    /** Starts a separate service with a database whose first connections end early. */
    public static class DatabaseDiesAtFirst implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(DyingPostgres.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** PostgreSQL behind a relay that closes each of the first connections after some of the server's bytes. */
    public static class DyingPostgres extends RunningPostgres {
        /** Bytes after the greeting; each connection gets further into the migration. */
        private static final int[] BYTES = {600, 800, 1000, 1200};

        private ServerSocket relay;
        private int target;

        @Override
        public Map<String, String> start() {
            var environment = new HashMap<>(super.start());
            var url = environment.get("DATABASE_URL");
            target = URI.create(url).getPort();
            try {
                relay = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::accept);
            environment.put("DATABASE_URL", url.replace(":" + target + "/", ":" + relay.getLocalPort() + "/"));
            return environment;
        }

        @Override
        public void stop() {
            try {
                relay.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                super.stop();
            }
        }

        private void accept() {
            for (int number = 0; !relay.isClosed(); number++) {
                int bytes = number < BYTES.length ? BYTES[number] : Integer.MAX_VALUE;
                try {
                    Socket client = relay.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> copy(client, server, Integer.MAX_VALUE));
                    Thread.ofVirtual().start(() -> copy(server, client, bytes));
                } catch (IOException closed) {
                    // The loop's condition knows.
                }
            }
        }

        private static void copy(Socket from, Socket to, int bytes) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                byte[] some = new byte[64];
                int left = bytes;
                while (left > 0) {
                    int read = in.read(some);
                    if (read < 0) {
                        return;
                    }
                    to.getOutputStream().write(some, 0, Math.min(read, left));
                    left -= read;
                }
            } catch (IOException ended) {
                // By the other side.
            }
        }
    }
}
