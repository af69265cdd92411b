package org.civildiy.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.civildiy.chaos.time.Await;
import org.civildiy.local.LocalStack;
import org.civildiy.local.host.Ports;
import org.civildiy.local.state.StackState;

/**
 * A stack of its own with two instances of the services that share work, a proxy before each backend and one before the gateway. It begins
 * without data, and can be harmed.
 */
public final class ChaosStack implements AutoCloseable {
    /** Services of which there are two instances. */
    static final List<String> SCALED = List.of("posts-service", "feed-service");

    private static final String GATEWAY = "traefik";
    private static final Duration RESTART = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final Map<String, TcpProxy> proxies;

    private ChaosStack(LocalStack stack, Map<String, TcpProxy> proxies) {
        this.stack = stack;
        this.proxies = proxies;
    }

    /**
     * Starts a stack without data.
     *
     * @param directory its content is deleted first
     */
    public static ChaosStack start(Path project, Path directory, Map<String, String> environment) {
        delete(directory);
        var proxies = new LinkedHashMap<String, TcpProxy>();
        var ports = new LinkedHashMap<String, Integer>();
        for (String part : FaultPlan.BEHIND_PROXIES) {
            ports.put(part, Ports.free());
            proxies.put(part, new TcpProxy(ports.get(part)));
        }
        var variables = new LinkedHashMap<>(environment);
        variables.put("GATEWAY_PORT", "" + ports.get(GATEWAY));
        variables.put(
                "BACKEND_PROXIES",
                proxies.keySet().stream()
                        .filter(part -> !part.equals(GATEWAY))
                        .map(part ->
                                "%s=%d:%d".formatted(part, proxies.get(part).port(), ports.get(part)))
                        .collect(Collectors.joining(" ")));
        try {
            var stack = new ChaosStack(LocalStack.start(project, directory, variables), proxies);
            SCALED.forEach(service -> stack.stack.scale(service, 2));
            return stack;
        } catch (RuntimeException e) {
            proxies.values().forEach(TcpProxy::close);
            throw e;
        }
    }

    /** Where clients reach the system: the proxy before the gateway. */
    public URI gateway() {
        return URI.create("http://127.0.0.1:" + proxies.get(GATEWAY).port());
    }

    /** {@code stack.env}, for operators. */
    public Map<String, String> environment() {
        return stack.environment();
    }

    public void begin(Fault fault) {
        switch (fault.harm()) {
            case KILL -> {
                awaitProcess(fault.part());
                stack.kill(fault.part());
            }
            case FREEZE -> {
                awaitProcess(fault.part());
                stack.freeze(fault.part());
            }
            case CUT -> proxies.get(fault.part()).cut();
        }
    }

    public void end(Fault fault) {
        switch (fault.harm()) {
            case KILL -> {}
            case FREEZE -> stack.thaw(fault.part());
            case CUT -> proxies.get(fault.part()).mend();
        }
    }

    /** Stops a part in good order; it stays away until it is started. */
    public void stop(String part) {
        stack.stop(part);
    }

    public void start(String part) {
        stack.start(part);
    }

    /** Waits until every part serves and the gateway routes to all. */
    public void awaitUp() {
        stack.awaitUp();
    }

    @Override
    public void close() {
        stack.close();
        proxies.values().forEach(TcpProxy::close);
    }

    /** A part that an earlier fault has killed may be on its way back. */
    private void awaitProcess(String part) {
        Await.until(
                part + " has a process",
                RESTART,
                () -> !stack.state().components().stream()
                        .filter(one -> one.name().equals(part))
                        .map(StackState.Component::pid)
                        .allMatch(pid -> pid == null));
    }

    private static void delete(Path directory) {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
