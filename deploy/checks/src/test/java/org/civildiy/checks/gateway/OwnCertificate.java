package org.civildiy.checks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

import org.civildiy.checks.project.Yaml;

/** TLS certificate of an operator, {@code tls.crt} and {@code tls.key}, created by the JDK's keytool. */
record OwnCertificate(Certificate certificate) {
    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    static OwnCertificate in(Path directory) {
        Path store = directory.resolve("store.p12");
        try {
            int ended = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD,
                            "-alias",
                            "gateway",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start()
                    .waitFor();
            if (ended != 0) {
                throw new IllegalStateException(Yaml.text(directory.resolve("keytool.log")));
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate("gateway");
            Key key = keys.getKey("gateway", PASSWORD.toCharArray());
            Files.writeString(directory.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
            Files.writeString(directory.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
            return new OwnCertificate(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, LINES.encodeToString(content));
    }
}
