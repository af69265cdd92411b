package org.civildiy.defaults.consul;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.consul.ConsulClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import io.vertx.mutiny.ext.consul.ConsulClient;

import org.civildiy.defaults.concurrent.Deadline;
import org.civildiy.defaults.concurrent.Periodic;

/**
 * The registration of this instance in Consul's catalog. The gateway takes from the catalog which instances it can route to.
 *
 * <ul>
 *   <li>The instance becomes ready for the first time: it registers. It stays registered when a backend becomes unavailable later,
 *       because its own 503 names the reason. A gateway without an instance could not name the reason.
 *   <li>The instance is registered: it sends heartbeats, which report whether it is ready.
 *   <li>Consul was restarted without its data: the next heartbeat fails, and the instance registers again.
 *   <li>Consul is unavailable: the instance tries again with each heartbeat. Nothing else is affected.
 *   <li>The instance shuts down: it deregisters first. It continues to serve until the gateway sends no more requests, for
 *       {@link #MAX_DRAIN} at most, and then for {@code quarkus.shutdown.delay}. A reload in dev mode does not deregister.
 *   <li>The instance crashes: Consul's health checks fail, so that the gateway sends no more requests. Consul removes the entry one
 *       minute later.
 * </ul>
 */
@ApplicationScoped
class Registrar {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DEREGISTER_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_DRAIN = Duration.ofSeconds(2);
    private static final int OK = 200;

    /** The gateway is considered to have stopped routing to this instance after this time without a request. */
    private static final Duration QUIET = Duration.ofMillis(300);

    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(20);

    private final CatalogEntry entry;
    private final RegistrationConfig config;
    private final SmallRyeHealthReporter health;
    private final Vertx vertx;
    private final LastApiRequest lastApiRequest;

    private ConsulClient consul;
    private HttpClient http;
    private Cancellable heartbeats;
    private volatile boolean registered;
    private volatile boolean wasReady;
    private volatile boolean failureLogged;

    Registrar(
            CatalogEntry entry,
            RegistrationConfig config,
            SmallRyeHealthReporter health,
            Vertx vertx,
            LastApiRequest lastApiRequest) {
        this.entry = entry;
        this.config = config;
        this.health = health;
        this.vertx = vertx;
        this.lastApiRequest = lastApiRequest;
    }

    void start(@Observes StartupEvent started) {
        if (config.consulHost().isEmpty()) {
            Log.info("registrar: CONSUL_HOST is not set, this instance is not in any catalog");
            return;
        }
        http = vertx.createHttpClient();
        consul = ConsulClient.create(vertx, client(config));
        heartbeats = Periodic.every(config.heartbeat(), this::beat);
    }

    /**
     * The options of the client. They contain timeouts for connecting and for idle connections, because Consul may disappear without
     * closing a connection.
     */
    static ConsulClientOptions client(RegistrationConfig config) {
        var options = new ConsulClientOptions()
                .setHost(config.consulHost().orElseThrow())
                .setPort(config.consulPort())
                .setAclToken(config.consulToken().orElse(null))
                .setTimeout(TIMEOUT.toMillis());
        options.setConnectTimeout((int) TIMEOUT.toMillis());
        options.setIdleTimeout((int) TIMEOUT.multipliedBy(5).toSeconds());
        return options;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        if (heartbeats == null) {
            return;
        }
        heartbeats.cancel();
        if (config.lookedAfter()) {
            leave();
        }
    }

    private void leave() {
        consul.deregisterService(entry.id())
                .ifNoItem()
                .after(DEREGISTER_TIMEOUT)
                .fail()
                .onItem()
                .invoke(() -> Log.infof("registrar: deregistered id=%s", entry.id()))
                .onFailure()
                .invoke(failure -> Log.warnf("registrar: could not deregister id=%s", entry.id()))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(TIMEOUT);
        awaitQuiet();
    }

    /**
     * Waits until the gateway has stopped routing to this instance. Until then the gateway sends requests, and the instance serves them.
     */
    private void awaitQuiet() {
        var end = Deadline.after(MAX_DRAIN);
        while (!lastApiRequest.isOlderThan(QUIET) && !end.hasPassed()) {
            LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
        }
    }

    /** One heartbeat, or an attempt to register while the instance is not registered. */
    private Uni<Void> beat() {
        var step = registered ? confirm() : registerWhenReady();
        return step.ifNoItem().after(TIMEOUT).fail().onFailure().recoverWithItem(this::lost);
    }

    /** Sends a heartbeat: reports to Consul whether this instance is ready. Fails when Consul does not know the instance. */
    private Uni<Void> confirm() {
        return health.getReadinessAsync()
                .flatMap(readiness -> readiness.isDown()
                        ? consul.warnCheckWithNote(entry.readyCheck(), entry.readiness())
                        : consul.passCheckWithNote(entry.readyCheck(), entry.readiness()));
    }

    /** Registers an instance that is ready, or was ready once: after that, an unavailable backend does not prevent a registration. */
    private Uni<Void> registerWhenReady() {
        return wasReady
                ? register()
                : health.getReadinessAsync().flatMap(readiness -> readiness.isDown() ? notYet() : register());
    }

    private static Uni<Void> notYet() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> register() {
        return put(entry.registration()).chain(this::confirm).invoke(() -> {
            registered = true;
            wasReady = true;
            failureLogged = false;
            Log.infof("registrar: registered id=%s address=%s", entry.id(), entry.authority());
        });
    }

    /** Sends a registration to Consul without the Vert.x client for Consul, which cannot set the timeout of a check. */
    private Uni<Void> put(JsonObject registration) {
        var request = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setHost(config.consulHost().orElseThrow())
                .setPort(config.consulPort())
                .setURI("/v1/agent/service/register")
                .setTimeout(TIMEOUT.toMillis());
        config.consulToken().ifPresent(token -> request.putHeader("X-Consul-Token", token));
        return http.request(request)
                .flatMap(opened -> opened.send(registration.encode()))
                .map(HttpClientResponse::statusCode)
                .flatMap(status -> status == OK
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new IllegalStateException("Consul responded with " + status)));
    }

    /** Handles a failed heartbeat or registration. The next heartbeat registers again, whatever the reason of the failure was. */
    private Void lost(Throwable failure) {
        registered = false;
        if (!failureLogged) {
            failureLogged = true;
            Log.warnf("registrar: not in the catalog, will keep trying id=%s cause=%s", entry.id(), failure);
        }
        return null;
    }
}
