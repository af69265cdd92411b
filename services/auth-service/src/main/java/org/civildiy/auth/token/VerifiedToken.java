package org.civildiy.auth.token;

import java.time.Instant;

/**
 * The claims of a token whose signature and validity period were verified. It may still have been revoked: {@link RevokedTokens}
 * checks that.
 *
 * @param account the account that the token was issued to
 * @param id the claim {@code jti}
 * @param expiresAt the claim {@code exp}
 */
public record VerifiedToken(Account account, TokenId id, Instant expiresAt) {}
