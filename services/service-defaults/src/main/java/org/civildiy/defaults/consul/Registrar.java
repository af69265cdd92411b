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
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.consul.ConsulClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.consul.ConsulClient;

/**
 * Keeps this instance in Consul's catalog for as long as it can serve, so that the gateway routes to it.
 *
 * <ul>
 *   <li>Registers when the instance is ready for the first time, and stays registered when a backend goes away later: then
 *       the service itself says what is wrong, which a gateway without a route could not.
 *   <li>Tells Consul with every heartbeat that it is alive. Consul does not know it any more (it was restarted, its data are
 *       gone): registers again. Consul is away: keeps trying, and nothing else is affected.
 *   <li>Deregisters when a stop begins, and serves on until the gateway sends no more, for {@link #LONGEST_DRAIN} at most, and
 *       for {@code quarkus.shutdown.delay} after that. In dev mode the begin of a stop is the begin of a reload: nothing to tell
 *       anyone of.
 *   <li>Dies without a word: the heartbeats stay out, and Consul drops the entry after the time to live and a minute.
 * </ul>
 */
@ApplicationScoped
class Registrar {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DEREGISTER_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(20);

    private final CatalogEntry entry;
    private final RegistrationConfig config;
    private final SmallRyeHealthReporter health;
    private final Vertx vertx;
    private final LastApiRequest lastApiRequest;

    private ConsulClient consul;
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
        consul = ConsulClient.create(vertx, client(config));
        heartbeats = Multi.createFrom()
                .ticks()
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> beat())
                .subscribe()
                .with(done -> {});
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

    /** While the gateway has not noticed yet it goes on sending requests, which are answered as ever. */
    private void awaitQuiet() {
        var end = Instant.now().plus(LONGEST_DRAIN);
        while (!lastApiRequest.isOlderThan(QUIET) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
        }
    }

    private Uni<Void> beat() {
        var step = registered ? confirm() : registerWhenReady();
        return step.ifNoItem().after(TIMEOUT).fail().onFailure().recoverWithItem(this::lost);
    }

    private Uni<Void> confirm() {
        return consul.passCheck(entry.aliveCheck());
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
        return consul.registerService(entry.options()).chain(this::confirm).invoke(() -> {
            registered = true;
            wasReady = true;
            consulAway = false;
            Log.infof("registrar: registered id=%s address=%s", entry.id(), entry.authority());
        });
    }

    /** An entry that cannot be confirmed is registered anew with the next heartbeat, whatever the reason was. */
    private Void lost(Throwable failure) {
        registered = false;
        if (!consulAway) {
            consulAway = true;
            Log.warnf("registrar: not in the catalog, will keep trying id=%s cause=%s", entry.id(), failure);
        }
        return null;
    }
}
