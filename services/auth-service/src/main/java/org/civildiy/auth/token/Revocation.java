package org.civildiy.auth.token;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A revocation makes tokens of one account invalid before they expire: either a single token, or all tokens below a generation.
 *
 * @param token the UUID in the {@code jti} of the single revoked token; empty when all tokens below a generation are revoked
 * @param belowGeneration without {@code token}: all tokens of lower generations are revoked. With {@code token}: the lowest
 *     {@code belowGeneration} that would revoke this token as well, or 0 when that number is not known
 * @param expiresAt when every token of this revocation has expired, so that the revocation can be deleted
 */
record Revocation(long userId, Optional<UUID> token, int belowGeneration, Instant expiresAt) {}
