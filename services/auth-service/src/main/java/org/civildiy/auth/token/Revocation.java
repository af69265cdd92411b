package org.civildiy.auth.token;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A revocation: one token of an account, or all its tokens of the generations below one, are refused before they expire.
 *
 * @param token the {@code jti}'s UUID of the one revoked token; empty when {@code belowGeneration} decides
 * @param belowGeneration tokens of lower generations are revoked; of one token, the lowest such number that includes it, or 0 where that
 *     is not known
 * @param expiresAt when every token that it concerns has expired, and the revocation can be deleted
 */
record Revocation(long userId, Optional<UUID> token, int belowGeneration, Instant expiresAt) {}
