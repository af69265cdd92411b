package org.civildiy.defaults.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** A health probe: another process or thread asks the instance on this machine whether it is ready. */
record LocalInstanceProbe(int port) {
    private static final int TIMEOUT_MILLIS = 2_000;

    /**
     * The probe of this service's own HTTP port, which a system property or an environment variable sets. The default is 5000, which all
     * containers use.
     */
    static LocalInstanceProbe own() {
        var named = System.getProperty("quarkus.http.port", System.getenv("QUARKUS_HTTP_PORT"));
        return new LocalInstanceProbe(named == null ? 5000 : Integer.parseInt(named));
    }

    /** Whether the instance is ready. */
    boolean isReady() {
        return answers("/health/ready");
    }

    /** Whether a GET of this path returns a 2xx within the timeout. */
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
