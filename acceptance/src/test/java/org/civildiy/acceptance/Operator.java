package org.civildiy.acceptance;

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
 * Who runs the system: looks into Consul, Kafka, Redis and Traefik's dashboard, asks instances directly, and, where the stack
 * belongs to these tests, starts, stops, kills and freezes its parts.
 */
final class Operator {
    private final Addresses addresses;
    private final Optional<LocalStack> stack;

    Operator(Addresses addresses, Optional<LocalStack> stack) {
        this.addresses = addresses;
        this.stack = stack;
    }

    /** Where the parts are that an operator looks into. */
    record Addresses(URI consul, URI dashboard, String kafka, URI redis) {
        /** By the names of {@code stack.env}. */
        static Addresses of(Map<String, String> environment) {
            return new Addresses(
                    URI.create(environment.get("CONSUL_URL")),
                    URI.create(environment.get("TRAEFIK_URL")),
                    environment.get("KAFKA_HOST"),
                    URI.create(environment.get("REDIS_URL")));
        }
    }

    Response consul(String path) {
        return given().baseUri(addresses.consul().toString()).get(path);
    }

    Response dashboard(String path) {
        return given().baseUri(addresses.dashboard().toString()).get(path);
    }

    Topic topic(String name) {
        return new Topic(addresses.kafka(), name);
    }

    /** {@code LRANGE key 0 -1}. */
    List<String> redisList(String key) throws Exception {
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
    List<Instance> instances(String service) {
        return consul("/v1/catalog/service/" + service).jsonPath().<Map<String, Object>>getList("$").stream()
                .map(Operator::instance)
                .toList();
    }

    /** What Consul's checks of a service last found. */
    List<String> checks(String service) {
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

    /** Makes a service on this machine known, and tells the id of its registration. */
    String register(String service, int port, String... tags) {
        var id = service + "-" + port;
        consulPut(
                "/v1/agent/service/register",
                Map.of("ID", id, "Name", service, "Address", "127.0.0.1", "Port", port, "Tags", List.of(tags)));
        return id;
    }

    void deregister(String id) {
        consulPut("/v1/agent/service/deregister/" + id, "");
    }

    void putKeyValue(String key, String value) {
        consulPut("/v1/kv/" + key, value);
    }

    void deleteKeyValue(String key) {
        given().baseUri(addresses.consul().toString())
                .delete("/v1/kv/" + key)
                .then()
                .statusCode(200);
    }

    /** Skips a test that does things to the stack which only their own may suffer. */
    void assumeInControl() {
        assumeThat(stack).as("a stack of our own").isPresent();
    }

    /** The parts that run, with their processes' ids. */
    Map<String, Long> processes() {
        return control().state().components().stream()
                .filter(part -> part.pid() != null)
                .collect(toMap(StackState.Component::name, StackState.Component::pid));
    }

    /** Starts a part, and returns when it serves. */
    void start(String part) {
        control().start(part);
    }

    /** Ends a part in good order, tells when it is gone how long that took; it stays away until it is started. */
    Duration stop(String part) {
        var begun = Instant.now();
        control().stop(part);
        return Duration.between(begun, Instant.now());
    }

    /** Ends a part in good order and starts it again; tells how long the end took. */
    Duration restart(String part) {
        var took = stop(part);
        start(part);
        return took;
    }

    /** Ends these in good order, all at the same time. */
    void stopTogether(Collection<String> parts) {
        control().stop(Set.copyOf(parts));
    }

    /** Starts a part and does not wait until it serves: what it needs may be away. Returns when it has a process. */
    void begin(String part) {
        control().begin(Set.of(part));
        await(part + " has a process")
                .atMost(Duration.ofSeconds(30))
                .until(() -> processes().containsKey(part));
    }

    /** The file that a part writes what it has to say to. */
    Path log(String part) {
        return Path.of(control().component(part).log());
    }

    void scale(String service, int instances) {
        control().scale(service, instances);
    }

    /** Whether a service's process says that it lives; it may still miss what it needs. */
    boolean isAlive(String service) {
        return health(service, "live") == 200;
    }

    /** Whether a service's process says that all it needs is there. */
    boolean isReady(String service) {
        return health(service, "ready") == 200;
    }

    /** The status of its answer; 0 when there is none. */
    private int health(String service, String kind) {
        try {
            return given().get("http://" + control().component(service).address() + "/health/" + kind)
                    .statusCode();
        } catch (Exception noAnswer) {
            return 0;
        }
    }

    /** {@code kill -9}; it comes back by itself. */
    void kill(String part) {
        control().kill(part);
    }

    /** Makes a part hang, with all its processes, until {@link #thaw}. */
    void freeze(String part) {
        signal("STOP", part);
    }

    void thaw(String part) {
        signal("CONT", part);
    }

    /** Starts everything that was stopped. */
    void restoreAll() {
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
