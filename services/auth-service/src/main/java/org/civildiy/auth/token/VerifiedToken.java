package org.civildiy.auth.token;

import java.time.Instant;

/**
 * The claims of a token whose signature and validity period were verified. The token may still be revoked; {@link RevokedTokens} knows
 * the revoked tokens.
 *
 * @param account the account that the token was issued to
 * @param id the claim {@code jti}
 * @param expiresAt the claim {@code exp}
 */
public record VerifiedToken(Account account, TokenId id, Instant expiresAt) {}
