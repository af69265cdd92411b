package org.civildiy.checks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.awaitility.Awaitility;

import org.civildiy.checks.kubernetes.Manifests;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real gateway with the options of its Helm values, and with routes and middlewares from the manifests or from its own
 * {@code dynamic.yml}. Behind it is one {@link EchoService} in place of all services.
 */
final class Gateway implements AutoCloseable {
    private static final String INTERNAL = "127.0.0.1:8079";

    private final Map<String, Integer> ports =
            Map.of("web", Ports.free(), "websecure", Ports.free(), "traefik", Ports.free(), "internal", Ports.free());
    private final EchoService service = new EchoService();
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(AnyCertificate.context()).build();
    private final Path log;
    private final Process process;

    private Gateway(Path files, Map<String, String> changes, Map<String, String> environment) throws IOException {
        log = files.resolveSibling("gateway.log");
        var builder = new ProcessBuilder(command(files, changes))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("FORWARD_AUTH_URL", "http://" + local("internal") + "/api/auth/validate");
        process = builder.start();
    }

    /** Starts it with the routes and middlewares of manifests. */
    static Gateway on(Manifests manifests, Path directory) {
        return started(
                directory,
                Map.of(),
                Map.of(),
                gateway -> Map.of(
                        "gateway.yml",
                        GatewayFile.of(manifests, gateway.service.url()).replace(INTERNAL, gateway.local("internal"))));
    }

    /**
     * Starts it with the routes of the services and the gateway's own {@code dynamic.yml}.
     *
     * @param changes other values for options of the Helm values
     * @param environment variables that {@code dynamic.yml} reads
     */
    static Gateway onItsOwnFile(Path directory, Map<String, String> changes, Map<String, String> environment) {
        return started(
                directory,
                changes,
                environment,
                gateway -> Map.of(
                        "routes.yml", GatewayFile.routes(Manifests.of("base"), gateway.service.url()),
                        "dynamic.yml", Yaml.text(Project.ROOT.resolve("traefik/dynamic.yml"))));
    }

    private static Gateway started(
            Path directory,
            Map<String, String> changes,
            Map<String, String> environment,
            Function<Gateway, Map<String, String>> content) {
        Gateway gateway = null;
        try {
            Path files = Files.createDirectory(directory.resolve("files"));
            gateway = new Gateway(files, changes, environment);
            for (var file : content.apply(gateway).entrySet()) {
                Files.writeString(files.resolve(file.getKey()), file.getValue());
            }
            Awaitility.await("the gateway has read its files")
                    .atMost(Duration.ofSeconds(20))
                    .until(gateway::ready);
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            if (gateway != null) {
                gateway.close();
            }
            throw e;
        }
    }

    /** Sends this on a plain connection from an address of 127.0.0.0/8, and returns the response up to its end. */
    String exchange(String from, String request) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get("web")));
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a GET with these headers, given as name, value, name, value. */
    HttpResponse<String> get(String entryPoint, String path, String... headers) {
        String scheme = entryPoint.equals("websecure") ? "https://" : "http://";
        var request = HttpRequest.newBuilder(URI.create(scheme + local(entryPoint) + path));
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

    /** The log so far. */
    String log() {
        return Yaml.text(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        service.close();
    }

    /** A route is disabled until its middlewares are read, which may be in another file. */
    private boolean ready() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the gateway refused its options and ended with " + process.exitValue());
        }
        try {
            String routers = get("traefik", "/api/http/routers").body();
            return routers.contains("auth-write@file") && !routers.contains("\"disabled\"");
        } catch (UncheckedIOException notReady) {
            return false;
        }
    }

    /** Stops the echo service; the gateway keeps running. */
    void stopServices() {
        service.close();
    }

    private List<String> command(Path files, Map<String, String> changes) {
        var command = new ArrayList<String>();
        command.add(Checker.TRAEFIK.command());
        var options = GatewayValues.options(Yaml.file("deploy/kubernetes/traefik/values.yaml"));
        assertThat(options.keySet()).containsAll(changes.keySet());
        options.putAll(changes);
        options.forEach((name, value) -> command.add("--" + name + "="
                + value.replaceAll("civildiy-([a-z-]+)@kubernetescrd", "$1@file")
                        .replace(INTERNAL, local("internal"))));
        ports.keySet().stream()
                .filter(entryPoint -> !entryPoint.equals("internal"))
                .forEach(entryPoint -> command.add("--entryPoints." + entryPoint + ".address=" + local(entryPoint)));
        command.add("--providers.file.directory=" + files);
        return command;
    }

    private String local(String entryPoint) {
        return "127.0.0.1:" + ports.get(entryPoint);
    }
}
