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
 * Verification of an account's password, with a limit on failed attempts. Repeated failures delay the next response. With the default
 * configuration, ten failures within 15 minutes lock the account until the oldest of these failures is 15 minutes old. An e-mail address
 * without an account takes the same steps, so that neither the responses nor their time reveal which accounts exist.
 *
 * <p>Fails closed: when PostgreSQL is unavailable, so that failures cannot be counted, the response is 503.
 */
@ApplicationScoped
public class ThrottledVerification {
    private static final int CAPACITY = 256;
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(2);

    private final Passwords passwords;
    private final FailedAttemptStore failures;
    private final ThrottleConfig config;

    /**
     * Attempts at one account run one after the other, so that each attempt counts all earlier failures. Otherwise many attempts at the
     * same moment would all pass the check before the first failure is stored.
     */
    private final KeyedSerialExecutor<ThrottleKey> attempts =
            new KeyedSerialExecutor<>(CAPACITY, WAIT_TIMEOUT, Passwords::busy);

    ThrottledVerification(Passwords passwords, FailedAttemptStore failures, ThrottleConfig config) {
        this.passwords = passwords;
        this.failures = failures;
        this.config = config;
    }

    /**
     * Whether the password matches the hash. Without a hash, the result is false after the same work. Fails with 429 while the account is
     * locked.
     *
     * @param onLocked called with the remaining time of the lock, before the response with 429
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

    /** Waits with a timer, so that no thread is blocked. */
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
