package org.civildiy.auth.token;

import java.time.Instant;

/**
 * The claims of a token whose signature and validity period are verified. Whether it was revoked, {@link RevokedTokens} tells.
 *
 * @param account the account that it was issued to
 * @param id its {@code jti}
 */
public record VerifiedToken(Account account, TokenId id, Instant expiresAt) {}
