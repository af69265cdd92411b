package org.civildiy.checks.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.awaitility.Awaitility;

import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Shell;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;

/** The real Consul with production's configuration and the tokens that were handed out, on ports of its own. */
public final class ProductionConsul implements AutoCloseable {
    private static final Path CONFIGURATION = Project.ROOT.resolve("deploy/consul");

    private final int port = Ports.free();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HandOut handOut;
    private final Process process;

    private ProductionConsul(HandOut handOut, Path directory) throws IOException {
        this.handOut = handOut;
        Path ports = Files.writeString(directory.resolve("ports.hcl"), """
                ports { http = %d, server = %d, serf_lan = %d, serf_wan = -1, dns = -1, grpc = -1, grpc_tls = -1 }
                client_addr = "127.0.0.1"
                """.formatted(port, Ports.free(), Ports.free()));
        process = Checker.CONSUL.start(
                directory,
                Map.of(),
                "agent",
                "-data-dir=" + directory.resolve("data"),
                "-config-file=" + CONFIGURATION.resolve("consul.hcl"),
                "-config-file=" + CONFIGURATION.resolve("production.hcl"),
                "-config-file=" + handOut.file("consul-server", "tokens.hcl"),
                "-config-file=" + ports);
    }

    /** Starts Consul, and returns when its access rules are in force. */
    public static ProductionConsul with(HandOut handOut, Path directory) {
        try {
            var consul = new ProductionConsul(handOut, Files.createDirectories(directory));
            try {
                Awaitility.await("Consul has elected itself")
                        .atMost(Duration.ofSeconds(30))
                        .until(consul::hasLeader);
                consul.grant();
                return consul;
            } catch (RuntimeException | Error e) {
                consul.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script that creates the access rules at every start of a deployment. */
    void grant() {
        var environment = new HashMap<>(Shell.with(Checker.CONSUL.command()));
        environment.put("CONSUL_HTTP_ADDR", "127.0.0.1:" + port);
        Shell.run("deploy/consul/acl.sh", environment, handOut.containers().resolve("consul-acl"));
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Sends a request with the token of this container; without a token where the name is empty. */
    public HttpResponse<String> send(String holder, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://" + address() + "/v1/" + path))
                .method(method, BodyPublishers.ofString(body));
        if (!holder.isEmpty()) {
            request.header("X-Consul-Token", token(holder));
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

    public HttpResponse<String> get(String holder, String path) {
        return send(holder, "GET", path, "");
    }

    /** Registers an instance of a service, and returns the status of the response. */
    public int register(String holder, String name) {
        return send(holder, "PUT", "agent/service/register", """
                {"ID": "%1$s-1", "Name": "%1$s", "Address": "127.0.0.1", "Port": 1}""".formatted(name))
                .statusCode();
    }

    private String token(String holder) {
        return holder.equals("operator")
                ? handOut.value("consul-server", "operator-token")
                : handOut.value(holder, "consul-token");
    }

    private boolean hasLeader() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Consul refused its configuration and ended with " + process.exitValue());
        }
        try {
            return get("", "status/leader").body().contains(":");
        } catch (UncheckedIOException notReady) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
