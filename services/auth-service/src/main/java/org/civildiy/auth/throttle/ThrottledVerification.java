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
 * Verification of an account's password, with a limit on attempts: each failure delays the next answer, and ten failures within a
 * quarter of an hour lock the account until the oldest of them is that old. An address without an account takes the same steps, so
 * that neither the answers nor their time reveal which accounts exist.
 *
 * <p>Fails closed: when PostgreSQL is unavailable and a failure cannot be recorded, the answer is 503.
 */
@ApplicationScoped
public class ThrottledVerification {
    private static final int CAPACITY = 256;
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(2);

    private final Passwords passwords;
    private final FailedAttemptStore failures;
    private final ThrottleConfig config;

    /**
     * Attempts at one account run one after the other, so that each counts the failures before it: a hundred at once get no further
     * than a hundred in a row.
     */
    private final KeyedSerialExecutor<ThrottleKey> attempts =
            new KeyedSerialExecutor<>(CAPACITY, WAIT_TIMEOUT, Passwords::busy);

    ThrottledVerification(Passwords passwords, FailedAttemptStore failures, ThrottleConfig config) {
        this.passwords = passwords;
        this.failures = failures;
        this.config = config;
    }

    /**
     * Whether this is the password of the hash; false, after the same work, when there is no hash. Fails with 429 while the
     * account is locked.
     *
     * @param onLocked called with the remaining time before the answer is 429
     */
    public Uni<Boolean> verify(ThrottleKey key, String password, Optional<String> hash, Consumer<Duration> onLocked) {
        return attempts.execute(
                key,
                () -> failures.read(key).flatMap(before -> {
                    var now = Instant.now();
                    var lockedFor = before.lockedFor(config, now);
                    if (lockedFor.isPresent()) {
                        onLocked.accept(lockedFor.get());
                        return Uni.createFrom().failure(tooManyAttempts(lockedFor.get()));
                    }
                    return after(before.delay(config, now))
                            .chain(() -> passwords.verify(password, hash))
                            .call(correct -> record(key, correct, before));
                }));
    }

    private Uni<Void> record(ThrottleKey key, boolean correct, FailedAttempts before) {
        if (!correct) {
            return failures.add(key, Instant.now());
        }
        return before.times().isEmpty() ? Uni.createFrom().voidItem() : failures.clear(key);
    }

    /** Waits by a timer, so that no thread is blocked. */
    private static Uni<Void> after(Duration delay) {
        if (delay.isZero()) {
            return Uni.createFrom().voidItem();
        }
        var context = Vertx.currentContext();
        var waited = Uni.createFrom().voidItem().onItem().delayIt().by(delay);
        return context == null ? waited : waited.emitOn(MutinyHelper.executor(context));
    }

    private static RuntimeException tooManyAttempts(Duration lockedFor) {
        return Problems.tooManyRequests("Too many wrong passwords for this account; try again later.", lockedFor);
    }
}
