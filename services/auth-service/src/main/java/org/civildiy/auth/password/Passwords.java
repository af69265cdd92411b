package org.civildiy.auth.password;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import org.civildiy.auth.legacy.LegacyBcrypt;
import org.civildiy.defaults.problem.Problems;
import org.civildiy.postgres.WarmUp;

/**
 * Hashing and verification of passwords, on the {@link HashingPool} instead of the event loop. A verification takes the same time whether
 * or not the account exists: without an account, the password is verified against a decoy hash. There is one exception: a bcrypt hash of
 * the legacy system takes another time, until it is replaced at its owner's first login here.
 */
@Singleton
public class Passwords {
    private final Argon2id argon2id;
    private final HashingPool pool;
    private final String decoy;

    Passwords(Argon2id argon2id, HashingPool pool) {
        this.argon2id = argon2id;
        this.pool = pool;
        decoy = argon2id.decoy();
    }

    /** The hash of a password, to be stored. Fails with 503 when too many hashes are being computed. */
    public Uni<String> hash(String password) {
        return pool.compute(() -> argon2id.hash(password));
    }

    /**
     * Whether the password matches the stored hash. Without a stored hash the result is false, after the same work. Fails as
     * {@link #hash}.
     */
    public Uni<Boolean> verify(String password, Optional<String> stored) {
        var hash = stored.orElse(decoy);
        return pool.compute(() -> argon2id.verify(password, hash) || LegacyBcrypt.verify(password, hash));
    }

    /** Whether a stored hash should be replaced, because it is a bcrypt hash or costs less than the configured cost. */
    public boolean isOutdated(String stored) {
        return !argon2id.isCurrent(stored);
    }

    /** The 503 for a request that has waited too long for a password hash, or for which the queue has no room. */
    public static RuntimeException busy() {
        return Problems.unavailable("Too many people are logging in at the moment; try again shortly.");
    }

    /** Computes a hash at start-up, because the first hash of a JVM takes ten times as long as the later ones. */
    void warmUp(@Observes WarmUp event) {
        argon2id.verify("", decoy);
    }
}
