/**
 * Access tokens: {@link org.civildiy.auth.token.Tokens} signs and verifies JWTs, {@link org.civildiy.auth.token.RevokedTokens} holds
 * the revoked tokens in memory, {@link org.civildiy.auth.token.RevokedTokenStore} stores revocations in PostgreSQL (table
 * {@code ended_tokens}) and distributes them to every instance.
 *
 * <p>In: {@code Authorization} headers and revocations. Out: the account that a token names, or a 401. Validating a token reads
 * no database. This package knows no passwords and does not read the table {@code users}.
 */
@NullMarked
package org.civildiy.auth.token;

import org.jspecify.annotations.NullMarked;
