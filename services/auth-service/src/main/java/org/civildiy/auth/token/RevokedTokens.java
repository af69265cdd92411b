package org.civildiy.auth.token;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The revoked tokens, in memory, so that validating a token does not wait for the database. {@link RevokedTokenStore} adds the revocations.
 *
 * <p>The memory is bounded by the number of accounts that revoked tokens within one token lifetime. Each account has at most
 * {@link RevokedTokenStore#MAX_PER_ACCOUNT} entries of about 70 bytes. An entry is deleted when its token would have expired anyway.
 */
@Singleton
public class RevokedTokens {
    /** The account id of a revocation for all accounts. A new token epoch adds that revocation, see {@link RevokedTokenStore}. */
    private static final long EVERY_ACCOUNT = 0;

    private final Map<Long, AccountRevocations> accounts = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /** Whether the revocations were read from the store at least once. Before that, {@link #contains} may miss revoked tokens. */
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
     * Revokes all tokens of an account below a generation, in the memory of this instance. The caller has stored the revocation in
     * PostgreSQL already, and the table's trigger notifies the other instances.
     */
    public void revokeAll(long userId, int belowGeneration, Instant expiresAt) {
        add(new Revocation(userId, Optional.empty(), belowGeneration, expiresAt));
    }

    /** Adds a revocation, which may be known already. An older generation never replaces a newer generation. */
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
