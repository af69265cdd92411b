package org.civildiy.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The revocations of one account: of all tokens below a generation, and of single tokens. When all tokens of a generation are revoked,
 * the revocations of its single tokens are not needed any more and are dropped.
 *
 * @param belowGeneration all tokens of lower generations are revoked; 0 revokes none
 * @param expiresAt when all tokens below {@code belowGeneration} have expired
 * @param tokens the revocations of single tokens
 */
record AccountRevocations(int belowGeneration, Instant expiresAt, List<Single> tokens) {
    static final AccountRevocations NONE = new AccountRevocations(0, Instant.MIN, List.of());

    /**
     * The revocation of one token.
     *
     * @param supersededBy the lowest {@code belowGeneration} that revokes the token as well; 0 when that number is not known
     */
    record Single(UUID id, int supersededBy, Instant expiresAt) {
        /**
         * Whether this revocation is needed in addition to a revocation of all tokens below this generation. If {@code supersededBy} is
         * not known, the revocation is kept.
         */
        private boolean isNeededBeside(int belowGeneration) {
            return supersededBy == 0 || supersededBy > belowGeneration;
        }
    }

    boolean contains(TokenId token) {
        return token.generation() < belowGeneration || containsSingle(token.uuid());
    }

    /** These revocations and one more. A revocation that is known already changes nothing. */
    AccountRevocations with(Revocation revocation) {
        return revocation
                .token()
                .map(id -> withSingle(new Single(id, revocation.belowGeneration(), revocation.expiresAt())))
                .orElseGet(() -> withGenerations(revocation.belowGeneration(), revocation.expiresAt()));
    }

    AccountRevocations withoutExpired(Instant now) {
        var alive = tokens.stream()
                .filter(single -> !single.expiresAt().isBefore(now))
                .toList();
        return expiresAt.isBefore(now)
                ? new AccountRevocations(0, Instant.MIN, alive)
                : new AccountRevocations(belowGeneration, expiresAt, alive);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return tokens.size() + (belowGeneration > 0 ? 1 : 0);
    }

    private boolean containsSingle(UUID id) {
        return tokens.stream().anyMatch(single -> single.id().equals(id));
    }

    private AccountRevocations withSingle(Single single) {
        return !single.isNeededBeside(belowGeneration) || containsSingle(single.id())
                ? this
                : new AccountRevocations(
                        belowGeneration,
                        expiresAt,
                        Stream.concat(tokens.stream(), Stream.of(single)).toList());
    }

    private AccountRevocations withGenerations(int below, Instant expiry) {
        return below <= belowGeneration
                ? this
                : new AccountRevocations(
                        below,
                        expiry,
                        tokens.stream()
                                .filter(single -> single.isNeededBeside(below))
                                .toList());
    }
}
