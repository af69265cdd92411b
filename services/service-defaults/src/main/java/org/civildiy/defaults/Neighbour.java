package org.civildiy.defaults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The instance of this service that listens on this machine, asked from another process or thread. */
record Neighbour(int port) {
    private static final int PATIENCE_MILLIS = 2_000;

    /** At the port that the environment names, else the one that all containers have. */
    static Neighbour own() {
        var named = System.getProperty("quarkus.http.port", System.getenv("QUARKUS_HTTP_PORT"));
        return new Neighbour(named == null ? 5000 : Integer.parseInt(named));
    }

    /** Whether it says that it can serve. */
    boolean isReady() {
        return answers("/health/ready");
    }

    /** Whether it answers this path with a 2xx in time. */
    boolean answers(String path) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() / 100 == 2;
            } finally {
                connection.disconnect();
            }
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}
