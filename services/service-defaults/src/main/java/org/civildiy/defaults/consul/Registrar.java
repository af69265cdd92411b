package org.civildiy.defaults.consul;

import java.time.Duration;
import java.time.Instant;
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

import org.civildiy.defaults.concurrent.Periodic;

/**
 * The registration of this instance in Consul's catalog, from which the gateway takes its routes.
 *
 * <ul>
 *   <li>Registers when the instance is ready for the first time, and stays registered when a backend becomes unavailable later:
 *       the service then responds with a 503 that names the reason, which a gateway without a route could not.
 *   <li>Sends heartbeats, which say whether it is ready. Consul has lost the registration (it was restarted without its data):
 *       registers again. Consul is unavailable: keeps trying, and nothing else is affected.
 *   <li>Deregisters at the begin of a shutdown. It serves on until the gateway sends no more requests, for {@link #MAX_DRAIN} at
 *       most, and for {@code quarkus.shutdown.delay} after that. A reload in dev mode does not deregister.
 *   <li>Crashes: Consul's health checks fail, so that the gateway sends no more requests, and Consul removes the entry one minute later.
 * </ul>
 */
@ApplicationScoped
class Registrar {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DEREGISTER_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_DRAIN = Duration.ofSeconds(2);
    private static final int OK = 200;
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
    private volatile boolean consulAway;

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

    /** Consul may vanish without closing a connection: both that and a connection that is not established are given up on. */
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

    /** Waits until the gateway has noticed; until then it goes on sending requests, and they are served. */
    private void awaitQuiet() {
        var end = Instant.now().plus(MAX_DRAIN);
        while (!lastApiRequest.isOlderThan(QUIET) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
        }
    }

    private Uni<Void> beat() {
        var step = registered ? confirm() : registerWhenReady();
        return step.ifNoItem().after(TIMEOUT).fail().onFailure().recoverWithItem(this::lost);
    }

    private Uni<Void> confirm() {
        return health.getReadinessAsync()
                .flatMap(readiness -> readiness.isDown()
                        ? consul.warnCheckWithNote(entry.readyCheck(), entry.readiness())
                        : consul.passCheckWithNote(entry.readyCheck(), entry.readiness()));
    }

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
            consulAway = false;
            Log.infof("registrar: registered id=%s address=%s", entry.id(), entry.authority());
        });
    }

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

    /** After a failed heartbeat the next one registers again, whatever the reason was. */
    private Void lost(Throwable failure) {
        registered = false;
        if (!consulAway) {
            consulAway = true;
            Log.warnf("registrar: not in the catalog, will keep trying id=%s cause=%s", entry.id(), failure);
        }
        return null;
    }
}
