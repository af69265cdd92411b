package org.civildiy.chaos.fault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.civildiy.chaos.time.Await;
import org.civildiy.local.LocalStack;
import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.Ports;
import org.civildiy.local.state.StackState;
import org.civildiy.local.supervise.Services;

/**
 * A local stack into which faults are injected. It has two instances of posts-service and feed-service, a proxy before each backend and one
 * before the gateway. It starts without data.
 */
public final class ChaosStack implements AutoCloseable {
    /** The services with two instances. */
    static final List<String> SCALED = List.of("posts-service", "feed-service");

    private static final String GATEWAY = "traefik";
    private static final Duration RESTART = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final Map<String, TcpProxy> proxies;
    private final TopicFaults topics;
    private final RedisFaults redis;

    private ChaosStack(LocalStack stack, Path directory, Map<String, TcpProxy> proxies) {
        this.stack = stack;
        this.proxies = proxies;
        this.topics = new TopicFaults(stack.environment().get("KAFKA_HOST"));
        this.redis = new RedisFaults(stack, directory);
    }

    /**
     * Starts a stack without data.
     *
     * @param directory its content is deleted first
     */
    public static ChaosStack start(
            Path project, Path directory, Services.Form services, Map<String, String> environment) {
        DirectoryTree.delete(directory);
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
            var stack = new ChaosStack(LocalStack.start(project, directory, variables, services), directory, proxies);
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

    /** The addresses in {@code stack.env}: those of the backends, not of the proxies before them. */
    public Map<String, String> environment() {
        return stack.environment();
    }

    /** Injects a fault. It lasts until {@link #end}. */
    public void begin(Fault fault) {
        switch (fault.harm()) {
            case KILL -> {
                awaitProcess(fault.part());
                stack.kill(fault.part());
            }
            case FREEZE, PAUSE -> {
                awaitProcess(fault.part());
                stack.freeze(fault.part());
            }
            case CUT -> proxy(fault).cut();
            case BLACK_HOLE -> proxy(fault).lose();
            case SLOW -> proxy(fault).delay(Duration.ofMillis(100));
            case VERY_SLOW -> proxy(fault).delay(Duration.ofSeconds(1));
            case LATE -> proxy(fault).hold();
            case COMPACT -> topics.hastenCompaction();
            case PURGE -> topics.purge(fault.part());
            case DELETE_TOPIC -> topics.delete(fault.part());
            case ROLL_BACK -> redis.copy();
        }
    }

    /**
     * Ends a fault: the part accepts new connections and works again. Some faults have a second step here. For example, after a compaction
     * Redis is emptied, so that the streams are rebuilt from the compacted topic.
     */
    public void end(Fault fault) {
        switch (fault.harm()) {
            case KILL, PURGE -> {}
            case FREEZE, PAUSE -> stack.thaw(fault.part());
            case CUT, BLACK_HOLE, SLOW, VERY_SLOW, LATE -> proxy(fault).mend();
            case COMPACT -> redis.empty();
            case DELETE_TOPIC -> sendDeadLetterIfDeleted(fault.part());
            case ROLL_BACK -> redis.restore();
        }
    }

    /** The last step of a fault, some time after {@link #end}: delivers the bytes that were held, and restores the compaction settings. */
    public void settle(Fault fault) {
        switch (fault.harm()) {
            case LATE -> proxy(fault).release();
            case COMPACT -> topics.resetCompaction();
            default -> {}
        }
    }

    /** Stops a part in good order. It stays stopped until it is started. */
    public void stop(String part) {
        stack.stop(part);
    }

    public void start(String part) {
        stack.start(part);
    }

    /** Waits until every part is ready and the gateway routes to every instance. */
    public void awaitUp() {
        stack.awaitUp();
    }

    @Override
    public void close() {
        stack.close();
        proxies.values().forEach(TcpProxy::close);
    }

    /** Sends an unreadable record if the topic of dead letters was deleted, so that a service has to publish to that topic. */
    private void sendDeadLetterIfDeleted(String deleted) {
        if (deleted.equals(TopicFaults.DEAD_LETTERS)) {
            topics.sendUnreadable(System.nanoTime());
        }
    }

    private TcpProxy proxy(Fault fault) {
        return Objects.requireNonNull(proxies.get(fault.part()), fault.part());
    }

    /** Waits until the part has a process: a part that an earlier fault killed may still be restarting. */
    private void awaitProcess(String part) {
        Await.until(
                part + " has a process",
                RESTART,
                () -> !stack.state().components().stream()
                        .filter(one -> one.name().equals(part))
                        .map(StackState.Component::pid)
                        .allMatch(pid -> pid == null));
    }
}
