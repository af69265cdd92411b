package org.civildiy.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;

import org.civildiy.local.LocalStack;
import org.civildiy.local.state.StackState;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Control of the running system. It reads Consul, Kafka, Redis and Traefik's dashboard, and sends requests to instances without
 * the gateway. In the tests' own stack it also starts, stops, kills, freezes and scales parts.
 */
public final class Operator {
    private final Addresses addresses;
    private final Optional<LocalStack> stack;

    Operator(Addresses addresses, Optional<LocalStack> stack) {
        this.addresses = addresses;
        this.stack = stack;
    }

    /** The addresses of Consul, Traefik's dashboard, Kafka and Redis. */
    record Addresses(URI consul, URI dashboard, String kafka, URI redis) {
        /** From the variables of {@code stack.env}. */
        static Addresses of(Map<String, String> environment) {
            return new Addresses(
                    URI.create(environment.get("CONSUL_URL")),
                    URI.create(environment.get("TRAEFIK_URL")),
                    environment.get("KAFKA_HOST"),
                    URI.create(environment.get("REDIS_URL")));
        }
    }

    public Response consul(String path) {
        return given().baseUri(addresses.consul().toString()).get(path);
    }

    public Response dashboard(String path) {
        return given().baseUri(addresses.dashboard().toString()).get(path);
    }

    public Topic topic(String name) {
        return new Topic(addresses.kafka(), name);
    }

    /** {@code LRANGE key 0 -1}. */
    public List<String> redisList(String key) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var list = Redis.createClient(vertx, addresses.redis().toString())
                    .send(Request.cmd(Command.LRANGE).arg(key).arg(0).arg(-1))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            return list.stream().map(io.vertx.redis.client.Response::toString).toList();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    /** The instances of a service that are in the catalog. */
    public List<Instance> instances(String service) {
        return consul("/v1/catalog/service/" + service).jsonPath().<Map<String, Object>>getList("$").stream()
                .map(Operator::instance)
                .toList();
    }

    /** The last output of each of Consul's checks of a service. */
    public List<String> checks(String service) {
        return consul("/v1/agent/checks")
                .jsonPath()
                .getList("findAll { it.value.ServiceName == '%s' }*.value.Output".formatted(service));
    }

    private static Instance instance(Map<String, Object> entry) {
        @SuppressWarnings("unchecked") // Consul's catalog has tags as a list of strings
        var tags = (List<String>) entry.get("ServiceTags");
        return new Instance(
                (String) entry.get("ServiceID"),
                (String) entry.get("ServiceAddress"),
                (int) entry.get("ServicePort"),
                tags);
    }

    /** Registers a service of this machine in Consul, and returns the id of the registration. */
    public String register(String service, int port, String... tags) {
        var id = service + "-" + port;
        consulPut(
                "/v1/agent/service/register",
                Map.of("ID", id, "Name", service, "Address", "127.0.0.1", "Port", port, "Tags", List.of(tags)));
        return id;
    }

    public void deregister(String id) {
        consulPut("/v1/agent/service/deregister/" + id, "");
    }

    public void putKeyValue(String key, String value) {
        consulPut("/v1/kv/" + key, value);
    }

    public void deleteKeyValue(String key) {
        given().baseUri(addresses.consul().toString())
                .delete("/v1/kv/" + key)
                .then()
                .statusCode(200);
    }

    /** Skips a test that stops or changes parts, unless the stack is the tests' own. */
    public void assumeInControl() {
        assumeThat(stack).as("a stack of our own").isPresent();
    }

    /** The running parts and the ids of their processes. */
    public Map<String, Long> processes() {
        return control().state().components().stream()
                .filter(part -> part.pid() != null)
                .collect(toMap(StackState.Component::name, StackState.Component::pid));
    }

    /** Starts a part, and returns when it is ready. */
    public void start(String part) {
        control().start(part);
    }

    /** Stops a part gracefully, and returns how long that took. It stays stopped until it is started. */
    public Duration stop(String part) {
        var start = Instant.now();
        control().stop(part);
        return Duration.between(start, Instant.now());
    }

    /** Stops a part gracefully and starts it again; returns how long the stop took. */
    public Duration restart(String part) {
        var took = stop(part);
        start(part);
        return took;
    }

    /** Stops these gracefully, all at the same time. */
    public void stopTogether(Collection<String> parts) {
        control().stop(Set.copyOf(parts));
    }

    /** Starts a part, and returns when it has a process. It may not be ready, since its backends may be stopped. */
    public void begin(String part) {
        control().begin(Set.of(part));
        await(part + " has a process")
                .atMost(Duration.ofSeconds(30))
                .until(() -> processes().containsKey(part));
    }

    /** The log file of a part. */
    public Path log(String part) {
        return Path.of(control().component(part).log());
    }

    public void scale(String service, int instances) {
        control().scale(service, instances);
    }

    /** Whether a service's liveness check answers 200; its backends may be unavailable. */
    public boolean isAlive(String service) {
        return health(service, "live") == 200;
    }

    /** Whether a service's readiness check answers 200: its backends are available. */
    public boolean isReady(String service) {
        return health(service, "ready") == 200;
    }

    /** The status of the response; 0 when there is none. */
    private int health(String service, String kind) {
        try {
            return given().get("http://" + control().component(service).address() + "/health/" + kind)
                    .statusCode();
        } catch (Exception noResponse) {
            return 0;
        }
    }

    /** {@code kill -9}; the supervisor starts the part again. */
    public void kill(String part) {
        control().kill(part);
    }

    /** Stops all processes of a part (SIGSTOP) until {@link #thaw}: it accepts connections and does not respond. */
    public void freeze(String part) {
        signal("STOP", part);
    }

    public void thaw(String part) {
        signal("CONT", part);
    }

    /** Starts all parts that were stopped. */
    public void restoreAll() {
        control().state().components().stream()
                .filter(StackState.Component::stopped)
                .forEach(part -> control().start(part.name()));
    }

    private void signal(String signal, String part) {
        var process = ProcessHandle.of(processes().get(part)).orElseThrow();
        var all = Stream.concat(Stream.of(process), process.descendants());
        var command = Stream.concat(Stream.of("kill", "-" + signal), all.map(one -> Long.toString(one.pid())));
        try {
            new ProcessBuilder(command.toList()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LocalStack control() {
        return stack.orElseThrow();
    }

    private void consulPut(String path, Object body) {
        given().baseUri(addresses.consul().toString())
                .contentType("application/json")
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }
}
