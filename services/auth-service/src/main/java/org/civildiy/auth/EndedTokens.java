package org.civildiy.auth;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The tokens that were ended before their time, in memory, so that nobody waits for a database to learn whether one is good. It grows
 * with what is ended and shrinks with what expires: an entry of about a hundred bytes lives no longer than a token.
 */
@Singleton
class EndedTokens {
    private final Map<UUID, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<Long, Ending> generations = new ConcurrentHashMap<>();
    private volatile boolean known;

    /** Whether they were read once: before that nothing can be said of any token. */
    boolean areKnown() {
        return known;
    }

    /** From now on {@link #include} tells the truth. */
    void nowKnown() {
        known = true;
    }

    boolean include(VerifiedToken token) {
        var ending = generations.get(token.account().id());
        return tokens.containsKey(token.id().number())
                || (ending != null && token.id().generation() < ending.below());
    }

    /** Adds what may be there already; an older ending of generations never replaces a newer one. */
    void add(Ending ending) {
        ending.token()
                .ifPresentOrElse(
                        token -> tokens.put(token, ending.until()),
                        () -> generations.merge(ending.userId(), ending, EndedTokens::newer));
    }

    /** Forgets what has expired by itself. */
    void sweep(Instant now) {
        tokens.values().removeIf(until -> until.isBefore(now));
        generations.values().removeIf(ending -> ending.until().isBefore(now));
    }

    int size() {
        return tokens.size() + generations.size();
    }

    private static Ending newer(Ending one, Ending other) {
        return one.below() > other.below() ? one : other;
    }
}
