package org.civildiy.auth.token;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The revoked tokens, in memory, so that validating a token waits for no database. {@link RevokedTokenStore} fills it.
 *
 * <p>An entry takes about a hundred bytes and is deleted when the token would have expired anyway, so that the size is bounded by
 * the revocations within one token lifetime.
 */
@Singleton
public class RevokedTokens {
    /** The account id of a revocation that is about every account: a new token epoch, see {@link RevokedTokenStore}. */
    private static final long EVERY_ACCOUNT = 0;

    private final Map<UUID, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<Long, Revocation> generations = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /** Whether the revocations were read from the store once; before that, {@link #contains} cannot be relied on. */
    boolean isLoaded() {
        return loaded;
    }

    void markLoaded() {
        loaded = true;
    }

    boolean contains(VerifiedToken token) {
        return tokens.containsKey(token.id().uuid())
                || isOfEndedGeneration(token, EVERY_ACCOUNT)
                || isOfEndedGeneration(token, token.account().id());
    }

    private boolean isOfEndedGeneration(VerifiedToken token, long userId) {
        var revocation = generations.get(userId);
        return revocation != null && token.id().generation() < revocation.belowGeneration();
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
        revocation
                .token()
                .ifPresentOrElse(
                        token -> tokens.put(token, revocation.expiresAt()),
                        () -> generations.merge(revocation.userId(), revocation, RevokedTokens::newer));
    }

    /** Removes the revocations of tokens that have expired by now. */
    void removeExpired(Instant now) {
        tokens.values().removeIf(expiresAt -> expiresAt.isBefore(now));
        generations.values().removeIf(revocation -> revocation.expiresAt().isBefore(now));
    }

    int size() {
        return tokens.size() + generations.size();
    }

    private static Revocation newer(Revocation one, Revocation other) {
        return one.belowGeneration() > other.belowGeneration() ? one : other;
    }
}
