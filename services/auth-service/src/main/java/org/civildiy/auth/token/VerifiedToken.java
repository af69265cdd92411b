package org.civildiy.auth.token;

import java.time.Instant;

/**
 * The claims of a token whose signature and validity period are verified. {@link RevokedTokens} knows whether it was revoked.
 *
 * @param account the account that it was issued to
 * @param id its {@code jti}
 */
public record VerifiedToken(Account account, TokenId id, Instant expiresAt) {}
