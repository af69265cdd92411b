package org.civildiy.auth;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

import org.civildiy.auth.throttle.AttemptStore;
import org.civildiy.auth.token.RevokedTokenStore;
import org.civildiy.defaults.concurrent.Periodic;

/**
 * The periodic deletion of expired rows: revocations of tokens that have expired, failed password attempts that no longer count, and known
 * sources that were not used for too long. When a sweep fails, the next sweep deletes the same rows.
 */
@ApplicationScoped
public class ExpirySweep {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final RevokedTokenStore revocations;
    private final AttemptStore attempts;
    private Cancellable sweeps = () -> {};

    ExpirySweep(RevokedTokenStore revocations, AttemptStore attempts) {
        this.revocations = revocations;
        this.attempts = attempts;
    }

    void start(@Observes StartupEvent started) {
        sweeps = Periodic.afterEvery(
                INTERVAL,
                () -> sweep(Instant.now())
                        .onFailure()
                        .invoke(ExpirySweep::log)
                        .onFailure()
                        .recoverWithNull());
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeps.cancel();
    }

    /** Deletes the rows that have expired by now. */
    public Uni<Void> sweep(Instant now) {
        return revocations.deleteExpired(now).chain(() -> attempts.deleteExpired(now));
    }

    private static void log(Throwable failure) {
        Log.debugf(
                "expiry: sweep failed, will retry cause=%s", failure.getClass().getSimpleName());
    }
}
