package org.civildiy.defaults.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** A health probe of the instance that listens on this machine, sent from another process or thread. */
record LocalInstanceProbe(int port) {
    private static final int TIMEOUT_MILLIS = 2_000;

    /** At the port that the environment names, else the one that all containers have. */
    static LocalInstanceProbe own() {
        var named = System.getProperty("quarkus.http.port", System.getenv("QUARKUS_HTTP_PORT"));
        return new LocalInstanceProbe(named == null ? 5000 : Integer.parseInt(named));
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
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() / 100 == 2;
            } finally {
                connection.disconnect();
            }
        } catch (IOException unreachable) {
            return false;
        }
    }
}
