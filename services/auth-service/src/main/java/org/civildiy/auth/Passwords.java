package org.civildiy.auth;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import org.civildiy.postgres.Migrated;

/**
 * Hashes and verifies passwords, off the event loop. What it verifies costs the same whether or not there is an account: without
 * one, the password is held against a decoy. (The exception are hashes of the system before, until their owners first log in:
 * bcrypt has a cost of its own.)
 */
@Singleton
class Passwords {
    private final Argon2id argon2id;
    private final HashingPool pool;
    private final String decoy;

    Passwords(Argon2id argon2id, HashingPool pool) {
        this.argon2id = argon2id;
        this.pool = pool;
        decoy = argon2id.decoy();
    }

    /** The hash to store of a password. */
    Uni<String> hash(String password) {
        return pool.compute(() -> argon2id.hash(password));
    }

    /** Whether this is the password of a stored hash; false, no sooner, where there is none. */
    Uni<Boolean> verify(String password, Optional<String> stored) {
        var hash = stored.orElse(decoy);
        return pool.compute(() -> argon2id.verify(password, hash) || OldBcrypt.verify(password, hash));
    }

    /** Whether a stored hash should give way to a new one: it is bcrypt, or costs less than what is configured by now. */
    boolean isOutdated(String stored) {
        return !argon2id.isCurrent(stored);
    }

    /** The first hash of a process takes ten times as long as the later ones. */
    void warmUp(@Observes Migrated event) {
        argon2id.verify("", decoy);
    }
}
