package org.civildiy.checks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;

import org.civildiy.checks.access.ProductionConsul;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;

/** The real gateway with production's files, in which only addresses and paths are replaced. */
final class ProductionGateway implements AutoCloseable {
    private static final Path CONFIGURATION = Project.ROOT.resolve("traefik");
    private static final int SERVICES = 4;

    private final int tls = Ports.free();
    private final int plain = Ports.free();
    private final int dashboard = Ports.free();
    private final int internal = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(AnyCertificate.context()).build();
    private final Path directory;
    private final Process process;

    /** @param certificate the directory of {@code tls.crt} and {@code tls.key} */
    private ProductionGateway(ProductionConsul consul, Path token, Path certificate, Path directory)
            throws IOException {
        this.directory = directory;
        Path dynamic = Files.createDirectory(directory.resolve("dynamic"));
        for (String file : new String[] {"dynamic.yml", "tls.yml"}) {
            Files.copy(CONFIGURATION.resolve(file), dynamic.resolve(file));
        }
        String configuration = Yaml.text(CONFIGURATION.resolve("production.yml"))
                .replace("\":443\"", local(tls))
                .replace("\":80\"", local(plain))
                .replace("\":8080\"", local(dashboard))
                .replace("127.0.0.1:8079", local(internal))
                .replace("consul-server:8500", consul.address())
                .replace("/etc/traefik/dynamic", dynamic.toString())
                .replace("/acme/", directory + "/");
        Path file = Files.writeString(directory.resolve("production.yml"), configuration);
        process = Checker.TRAEFIK.start(
                directory,
                Map.of(
                        "CONSUL_HTTP_TOKEN_FILE",
                        token.toString(),
                        "TLS_DIRECTORY",
                        certificate.toString(),
                        "FORWARD_AUTH_URL",
                        "http://" + local(internal) + "/api/auth/validate"),
                "--configFile=" + file);
    }

    /** Starts the gateway, and returns when it has routes to every registered service. */
    static ProductionGateway with(ProductionConsul consul, Path token, Path certificate, Path directory) {
        try {
            var gateway = new ProductionGateway(consul, token, certificate, Files.createDirectories(directory));
            try {
                Awaitility.await("the gateway knows the services")
                        .atMost(Duration.ofSeconds(20))
                        .until(gateway::ready);
                return gateway;
            } catch (RuntimeException | Error e) {
                gateway.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int tlsPort() {
        return tls;
    }

    /** Sends a GET over TLS with these headers, given as name, value, name, value. */
    HttpResponse<String> get(String path, String... headers) {
        return send("https://" + local(tls) + path, headers);
    }

    HttpResponse<String> getInPlain(String path) {
        return send("http://" + local(plain) + path);
    }

    /** The response of the gateway's own API. */
    String api(String path) {
        return send("http://" + local(dashboard) + "/api/" + path).body();
    }

    String metrics() {
        return send("http://" + local(dashboard) + "/metrics").body();
    }

    String log() {
        return Yaml.text(directory.resolve("log"));
    }

    private HttpResponse<String> send(String address, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean ready() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the gateway refused its files and ended: " + log());
        }
        try {
            return api("http/services").split("@consulcatalog\"", -1).length > SERVICES;
        } catch (UncheckedIOException notReady) {
            return false;
        }
    }

    private static String local(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
