package org.civildiy.auth.password;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import org.civildiy.auth.legacy.LegacyBcrypt;
import org.civildiy.defaults.problem.Problems;
import org.civildiy.postgres.WarmUp;

/**
 * Hashing and verification of passwords, off the event loop. A verification costs the same whether or not there is an account: without
 * one, the password is verified against a decoy hash. (The exception is a hash of the legacy system, until its owner's first login
 * here: bcrypt has a cost of its own.)
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

    /** The hash of a password, to be stored. Fails with 503 when too many are being computed. */
    public Uni<String> hash(String password) {
        return pool.compute(() -> argon2id.hash(password));
    }

    /** Whether this is the password of a stored hash; without one, false after the same work. Fails as {@link #hash}. */
    public Uni<Boolean> verify(String password, Optional<String> stored) {
        var hash = stored.orElse(decoy);
        return pool.compute(() -> argon2id.verify(password, hash) || LegacyBcrypt.verify(password, hash));
    }

    /** Whether a stored hash should be replaced: it is bcrypt, or costs less than the configured cost. */
    public boolean isOutdated(String stored) {
        return !argon2id.isCurrent(stored);
    }

    /** The 503 for a login or registration when all queues for hashing are full. */
    public static RuntimeException busy() {
        return Problems.unavailable("Too many people are logging in at the moment; try again shortly.");
    }

    /** Computes a hash before the first client needs one: the first of a JVM takes ten times as long as the later ones. */
    void warmUp(@Observes WarmUp event) {
        argon2id.verify("", decoy);
    }
}
