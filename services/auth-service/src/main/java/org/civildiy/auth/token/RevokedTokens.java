package org.civildiy.auth.token;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The revoked tokens, in memory, so that validating a token waits for no database. {@link RevokedTokenStore} fills it.
 *
 * <p>The size is bounded by the accounts that revoked tokens within one token lifetime: each has at most
 * {@link RevokedTokenStore#MAX_PER_ACCOUNT} entries of about seventy bytes, deleted when the token would have expired anyway.
 */
@Singleton
public class RevokedTokens {
    /** The account id of a revocation that is about every account: a new token epoch, see {@link RevokedTokenStore}. */
    private static final long EVERY_ACCOUNT = 0;

    private final Map<Long, AccountRevocations> accounts = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /** Whether the revocations were read from the store once; before that, {@link #contains} cannot be relied on. */
    boolean isLoaded() {
        return loaded;
    }

    void markLoaded() {
        loaded = true;
    }

    boolean contains(VerifiedToken token) {
        return of(EVERY_ACCOUNT).contains(token.id())
                || of(token.account().id()).contains(token.id());
    }

    /**
     * Revokes all tokens of an account below a generation, in this instance at once. The caller has stored the revocation already;
     * the store's trigger notifies the other instances.
     */
    public void revokeAll(long userId, int belowGeneration, Instant expiresAt) {
        add(new Revocation(userId, Optional.empty(), belowGeneration, expiresAt));
    }

    /** Adds a revocation that may be known already. One of an older generation never replaces one of a newer generation. */
    void add(Revocation revocation) {
        accounts.merge(
                revocation.userId(),
                AccountRevocations.NONE.with(revocation),
                (known, alone) -> known.with(revocation));
    }

    /** Removes the revocations of tokens that have expired by now. */
    void removeExpired(Instant now) {
        accounts.replaceAll((userId, revocations) -> revocations.withoutExpired(now));
        accounts.values().removeIf(AccountRevocations::isEmpty);
    }

    int size() {
        return accounts.values().stream().mapToInt(AccountRevocations::size).sum();
    }

    private AccountRevocations of(long userId) {
        return accounts.getOrDefault(userId, AccountRevocations.NONE);
    }
}
