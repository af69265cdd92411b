/**
 * Throttling of password attempts for each account and source: {@link org.civildiy.auth.throttle.ThrottledVerification} verifies a
 * password, delays the answer after failures and locks the account for a while after too many.
 *
 * <p>In: {@link org.civildiy.auth.throttle.AttemptKeys}, a password and the stored hash. Out: yes, no, or a 429; failed attempts are rows
 * of the PostgreSQL table {@code login_failures}, sources of successful logins rows of {@code known_sources}. The tables hold only keyed
 * hashes of accounts, e-mail addresses and sources.
 */
@NullMarked
package org.civildiy.auth.throttle;

import org.jspecify.annotations.NullMarked;
