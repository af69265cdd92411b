package org.civildiy.local.supervise;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.civildiy.local.fetch.Cache;
import org.civildiy.local.fetch.StackTools;
import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.Ports;
import org.civildiy.local.server.ConsulServer;
import org.civildiy.local.server.KafkaServer;
import org.civildiy.local.server.MongoServer;
import org.civildiy.local.server.PostgresServer;
import org.civildiy.local.server.RedisServer;
import org.civildiy.local.server.Server;
import org.civildiy.local.server.TraefikServer;
import org.civildiy.local.state.SecretKey;
import org.civildiy.local.state.StackDirectory;

/**
 * The processes of a stack, their ports and their addresses. Ports that other processes need are chosen before any process starts. So all
 * processes start at the same time, and each process waits for the servers that it needs.
 *
 * <table>
 * <caption>The processes</caption>
 * <tr><th>process<th>needs<th>is ready when
 * <tr><td>postgres<td>nothing<td>it answers the startup message of the services' user
 * <tr><td>mongodb<td>nothing<td>it answers a ping on {@code admin}
 * <tr><td>kafka<td>nothing; it is its own controller<td>it answers ApiVersions
 * <tr><td>redis<td>nothing<td>it answers PING with PONG
 * <tr><td>consul<td>nothing<td>it has a leader ({@code /v1/status/leader})
 * <tr><td>traefik<td>consul, for the routes to the services<td>{@code /ping} of its dashboard answers 200
 * <tr><td>each service<td>the addresses in {@link #environmentOf}<td>{@code /health/ready} answers 200
 * </table>
 */
final class Topology {
    /** The servers that keep data, and the catalog. */
    static final Set<String> BACKENDS = Set.of("postgres", "mongodb", "kafka", "redis", "consul");

    static final String CATALOG = "consul";
    static final String GATEWAY = "traefik";

    private static final String LOOPBACK = "127.0.0.1:";

    private final StackSettings settings;
    private final Services services;
    private final Build build;
    private final Consumer<String> reports;

    private final int postgres;
    private final int mongo;
    private final int kafka;
    private final int redis;
    private final int internal = Ports.free();

    /**
     * @param build packages the services; each service waits for the build
     * @param reports receives a line for each event, such as a download
     */
    Topology(StackSettings settings, Services services, Build build, Consumer<String> reports) {
        this.settings = settings;
        this.services = services;
        this.build = build;
        this.reports = reports;
        this.postgres = port("postgres");
        this.mongo = port("mongodb");
        this.kafka = port("kafka");
        this.redis = port("redis");
    }

    private int port(String backend) {
        return settings.proxies().backend(backend).orElseGet(Ports::free);
    }

    private int reached(String backend, int listening) {
        return settings.proxies().reached(backend, listening);
    }

    /** The components of all servers: the backends and the gateway. */
    List<Component> servers() {
        var traefik = new TraefikServer.Addresses(
                settings.gatewayPort(), internal, settings.dashboardPort(), settings.consulPort());
        Path gatewayFiles = settings.project().resolve("traefik");
        Optional<Path> routes =
                Optional.ofNullable(System.getenv("GATEWAY_ROUTES")).map(Path::of);
        return List.of(
                server("postgres", postgres, this::database),
                server("mongodb", mongo, () -> new MongoServer(program(StackTools.MONGODB), mongo)),
                server(
                        "kafka",
                        kafka,
                        () -> new KafkaServer(program(StackTools.KAFKA), kafka, reached("kafka", kafka), Ports.free())),
                server("redis", redis, () -> new RedisServer(program(StackTools.REDIS), redis)),
                server("consul", settings.consulPort(), this::consul),
                server(
                        GATEWAY,
                        settings.gatewayPort(),
                        () -> new TraefikServer(program(StackTools.TRAEFIK), gatewayFiles, traefik, routes)));
    }

    /** The project's services. */
    List<String> services() {
        return services.names();
    }

    /** The component of an instance of a service. The first instance has the number 1. */
    Component service(String service, int number) {
        Services.Instance instance = services.instance(service, number);
        StackDirectory directory = settings.directory();
        String name = instance.name();
        var place = new Component.Place(name, LOOPBACK + instance.port(), directory.work(name), directory.log(name));
        return new Component(
                place,
                () -> {
                    build.await();
                    return services.server(instance, directory, environmentOf(service));
                },
                reports);
    }

    static String instance(String service, int number) {
        return number == 1 ? service : service + "-" + number;
    }

    static boolean isService(Component component) {
        return !component.name().equals(GATEWAY) && !BACKENDS.contains(component.name());
    }

    String gatewayUrl() {
        return url(settings.gatewayPort());
    }

    /** The addresses of all servers, as variables for {@code source}. */
    String stackEnv() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("GATEWAY_URL", gatewayUrl());
        variables.put("DATABASE_URL", PostgresServer.url(postgres));
        variables.put("MONGODB_URL", MongoServer.url(mongo));
        variables.put("KAFKA_HOST", LOOPBACK + kafka);
        variables.put("REDIS_URL", RedisServer.url(redis));
        variables.put("CONSUL_URL", url(settings.consulPort()));
        variables.put("TRAEFIK_URL", url(settings.dashboardPort()));
        return variables.entrySet().stream()
                .map(variable -> "%s=%s%n".formatted(variable.getKey(), variable.getValue()))
                .collect(Collectors.joining());
    }

    private static String url(int port) {
        return "http://" + LOOPBACK + port;
    }

    /** The variables of a service, by their names in docs/contract.md. */
    Map<String, String> environmentOf(String service) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("DATABASE_URL", PostgresServer.urlOf(service, reached("postgres", postgres)));
        environment.put("MONGODB_URL", MongoServer.url(reached("mongodb", mongo)));
        environment.put("MONGODB_DB", MongoServer.DATABASE);
        environment.put("KAFKA_HOST", LOOPBACK + reached("kafka", kafka));
        environment.put("REDIS_URL", RedisServer.url(reached("redis", redis)));
        environment.put("CONSUL_HOST", "127.0.0.1");
        environment.put("CONSUL_PORT", Integer.toString(reached("consul", settings.consulPort())));
        environment.put("SECRET_KEY", System.getenv().getOrDefault("SECRET_KEY", SecretKey.of(settings.directory())));
        return environment;
    }

    private Component server(String name, int port, Supplier<Server> server) {
        var directory = settings.directory();
        var place = new Component.Place(name, LOOPBACK + port, directory.data(name), directory.log(name));
        return new Component(place, server, reports);
    }

    private Server database() {
        Path roles = settings.project().resolve("deploy/postgres/roles.sql");
        return new PostgresServer(program(StackTools.POSTGRES), postgres, true, Optional.of(roles));
    }

    private Server consul() {
        ConsulServer.forgetInstances(settings.directory().data("consul"));
        return new ConsulServer(program(StackTools.CONSUL), settings.consulPort(), Ports.free(), Ports.free());
    }

    private Tool.Program program(Tool tool) {
        return tool.locate(Cache.ofUser(), reports);
    }
}
