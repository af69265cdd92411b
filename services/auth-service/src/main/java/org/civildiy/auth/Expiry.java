package org.civildiy.auth;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Sweeps out what counts no more: ended tokens that have expired by themselves, and failures that are too old. */
@ApplicationScoped
class Expiry {
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(5);

    private final EndedTokenStore tokens;
    private final FailedTryStore tries;
    private Cancellable sweeps = () -> {};

    Expiry(EndedTokenStore tokens, FailedTryStore tries) {
        this.tokens = tokens;
        this.tries = tries;
    }

    void start(@Observes StartupEvent started) {
        sweeps = Multi.createFrom()
                .ticks()
                .startingAfter(BETWEEN_SWEEPS)
                .every(BETWEEN_SWEEPS)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> sweep(Instant.now()).onFailure().recoverWithItem(Expiry::later))
                .subscribe()
                .with(done -> {});
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeps.cancel();
    }

    Uni<Void> sweep(Instant now) {
        return tokens.sweep(now).chain(() -> tries.sweep(now));
    }

    private static Void later(Throwable failure) {
        Log.debugf("expiry: not swept, next time cause=%s", failure.getClass().getSimpleName());
        return null;
    }
}
