package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

import org.civildiy.local.Checker;

/**
 * The real gateway on what Kubernetes would give it: the options of its chart's values, and the resources of manifests by way of a
 * file. Behind it is one {@link EchoService} in the place of all services.
 */
final class Gateway implements AutoCloseable {
    private static final String INTERNAL = "127.0.0.1:8079";

    private final Map<String, Integer> ports =
            Map.of("web", freePort(), "websecure", freePort(), "traefik", freePort(), "internal", freePort());
    private final EchoService service = new EchoService();
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(AnyCertificate.context()).build();
    private final Process process;

    private Gateway(Manifests manifests, Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("gateway.yml"),
                GatewayFile.of(manifests, service.url()).replace(INTERNAL, local("internal")));
        process = new ProcessBuilder(command(file))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gateway.log").toFile())
                .start();
    }

    static Gateway on(Manifests manifests, Path directory) {
        try {
            return new Gateway(manifests, directory).started();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Gateway started() {
        try {
            Awaitility.await("the gateway has read its file")
                    .atMost(Duration.ofSeconds(20))
                    .until(this::ready);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The answer to a GET with these headers, names and values in turn. */
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

    @Override
    public void close() {
        process.destroyForcibly();
        service.close();
    }

    private boolean ready() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the gateway refused its options and ended with " + process.exitValue());
        }
        try {
            return get("traefik", "/api/http/routers").body().contains("@file");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private List<String> command(Path file) {
        var command = new ArrayList<String>();
        command.add(Checker.TRAEFIK.command());
        GatewayValues.options(Yaml.file("deploy/kubernetes/traefik/values.yaml"))
                .forEach((name, value) -> command.add("--" + name + "="
                        + value.replaceAll("civildiy-([a-z-]+)@kubernetescrd", "$1@file")
                                .replace(INTERNAL, local("internal"))));
        ports.keySet().stream()
                .filter(entryPoint -> !entryPoint.equals("internal"))
                .forEach(entryPoint -> command.add("--entryPoints." + entryPoint + ".address=" + local(entryPoint)));
        command.add("--providers.file.filename=" + file);
        return command;
    }

    private String local(String entryPoint) {
        return "127.0.0.1:" + ports.get(entryPoint);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
