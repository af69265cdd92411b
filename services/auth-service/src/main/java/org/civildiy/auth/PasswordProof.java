package org.civildiy.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;

import org.civildiy.defaults.concurrent.KeyedSerialExecutor;
import org.civildiy.defaults.problem.Problems;

/**
 * Finds out whether somebody knows the password of an account, and bounds how often they may try: with each failure the next answer
 * takes longer, and after ten within a quarter of an hour there is none, until the first of those is so old. An address
 * without an account is treated alike in every step, so that neither the answers nor their time tell which there are.
 *
 * <p>Fails closed: a failure that cannot be noted, since PostgreSQL is away, is a 503.
 */
@ApplicationScoped
class PasswordProof {
    private static final int CAPACITY = 256;
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(2);

    private final Passwords passwords;
    private final FailedTryStore failures;
    private final ThrottleConfig config;

    /**
     * Attempts at one account run one after the other, so that each counts the failures before it: a hundred at once get no further
     * than a hundred in a row.
     */
    private final KeyedSerialExecutor<AccountKey> attempts =
            new KeyedSerialExecutor<>(CAPACITY, WAIT_TIMEOUT, HashingPool::busy);

    PasswordProof(Passwords passwords, FailedTryStore failures, ThrottleConfig config) {
        this.passwords = passwords;
        this.failures = failures;
        this.config = config;
    }

    /**
     * Whether this is the password of the hash; never where there is none.
     *
     * @param throttled told before the answer is 429
     */
    Uni<Boolean> give(AccountKey account, String password, Optional<String> hash, Consumer<Duration> throttled) {
        return attempts.execute(
                account,
                () -> failures.of(account).flatMap(before -> {
                    var now = Instant.now();
                    var shut = before.shutFor(config, now);
                    if (shut.isPresent()) {
                        throttled.accept(shut.get());
                        return Uni.createFrom().failure(tooMany(shut.get()));
                    }
                    return after(before.delay(config, now))
                            .chain(() -> passwords.verify(password, hash))
                            .call(right -> noted(account, right, before));
                }));
    }

    private Uni<Void> noted(AccountKey account, boolean right, FailedTries before) {
        if (!right) {
            return failures.add(account, Instant.now());
        }
        return before.times().isEmpty() ? Uni.createFrom().voidItem() : failures.forget(account);
    }

    /** By a timer, on which no thread waits. */
    private static Uni<Void> after(Duration delay) {
        if (delay.isZero()) {
            return Uni.createFrom().voidItem();
        }
        var context = Vertx.currentContext();
        var waited = Uni.createFrom().voidItem().onItem().delayIt().by(delay);
        return context == null ? waited : waited.emitOn(MutinyHelper.executor(context));
    }

    private static RuntimeException tooMany(Duration shut) {
        return Problems.tooManyRequests("Too many wrong passwords for this account; try again later.", shut);
    }
}
