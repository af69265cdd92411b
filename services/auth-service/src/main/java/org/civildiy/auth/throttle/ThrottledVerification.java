package org.civildiy.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;

import org.civildiy.auth.password.Passwords;
import org.civildiy.defaults.concurrent.KeyedSerialExecutor;
import org.civildiy.defaults.problem.Problems;

/**
 * Verification of an account's password, with limits on failed attempts, see {@link AttemptHistory}. Repeated failures delay the next
 * response. With the default configuration, ten failures of one {@link Source} within 15 minutes lock the account for this source until
 * the oldest of them is 15 minutes old, and a hundred of all sources lock it for every source that is not known. An e-mail address without
 * an account takes the same steps, so that neither the responses nor their time reveal which accounts exist.
 *
 * <p>Fails closed: when PostgreSQL is unavailable, so that failures cannot be counted, the response is 503.
 */
@ApplicationScoped
public class ThrottledVerification {
    private static final int CAPACITY = 256;
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(2);

    /** A login from a known source is written again only after this time, so that a login seldom needs a write. */
    private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

    private final Passwords passwords;
    private final AttemptStore store;
    private final ThrottleConfig config;

    /**
     * Attempts at one account run one after the other, so that each attempt counts all earlier failures. Otherwise many attempts at the
     * same moment would all pass the check before the first failure is stored. A known source does not wait for those of strangers.
     */
    private final KeyedSerialExecutor<ThrottleKey> attempts =
            new KeyedSerialExecutor<>(CAPACITY, WAIT_TIMEOUT, Passwords::busy);

    ThrottledVerification(Passwords passwords, AttemptStore store, ThrottleConfig config) {
        this.passwords = passwords;
        this.store = store;
        this.config = config;
    }

    /**
     * Whether the password matches the hash. Without a hash, the result is false after the same work. Fails with 429 while the account is
     * locked.
     *
     * @param onLocked called with the remaining time of the lock, before the response with 429
     */
    public Uni<Boolean> verify(AttemptKeys keys, String password, Optional<String> hash, Consumer<Duration> onLocked) {
        return unlessLocked(keys, onLocked)
                .map(history -> history.isKnown() ? keys.source() : keys.account())
                .flatMap(queue -> attempts.execute(queue, () -> inTurn(keys, password, hash, onLocked)));
    }

    /** Reads the failures again, because earlier attempts of the queue have added theirs. */
    private Uni<Boolean> inTurn(AttemptKeys keys, String password, Optional<String> hash, Consumer<Duration> onLocked) {
        return unlessLocked(keys, onLocked)
                .flatMap(before -> after(before.delay(config, Instant.now()))
                        .chain(() -> passwords.verify(password, hash))
                        .call(correct -> correct ? succeeded(keys, before) : store.add(keys, Instant.now())));
    }

    /** The attempts so far. A locked source is refused before it waits, so that it takes no place in the queue of others. */
    private Uni<AttemptHistory> unlessLocked(AttemptKeys keys, Consumer<Duration> onLocked) {
        return store.read(keys, Instant.now())
                .invoke(history -> history.lockedFor(config, Instant.now()).ifPresent(lockedFor -> {
                    onLocked.accept(lockedFor);
                    throw tooManyAttempts(lockedFor);
                }));
    }

    private Uni<Void> succeeded(AttemptKeys keys, AttemptHistory before) {
        var now = Instant.now();
        var cleared = before.fromSource().times().isEmpty() ? nothing() : store.clear(keys);
        var isRemembered =
                before.lastLogin().filter(now.minus(REMEMBERED_FOR)::isBefore).isPresent();
        return isRemembered ? cleared : cleared.chain(() -> store.remember(keys, now));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /** Waits with a timer, so that no thread is blocked. */
    private static Uni<Void> after(Duration delay) {
        if (delay.isZero()) {
            return nothing();
        }
        var context = Vertx.currentContext();
        var waited = Uni.createFrom().voidItem().onItem().delayIt().by(delay);
        return context == null ? waited : waited.emitOn(MutinyHelper.executor(context));
    }

    private static RuntimeException tooManyAttempts(Duration lockedFor) {
        return Problems.tooManyRequests("Too many wrong passwords for this account; try again later.", lockedFor);
    }
}
