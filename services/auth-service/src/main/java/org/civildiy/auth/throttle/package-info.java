/**
 * Throttling of password attempts for each account: {@link org.civildiy.auth.throttle.ThrottledVerification} verifies a password,
 * delays the answer after failures and locks the account for a while after too many.
 *
 * <p>In: a {@link org.civildiy.auth.throttle.ThrottleKey}, a password and the stored hash. Out: yes, no, or a 429; failed attempts
 * are rows of the PostgreSQL table {@code login_failures}. The table holds only keyed hashes of accounts and e-mail addresses.
 */
@NullMarked
package org.civildiy.auth.throttle;

import org.jspecify.annotations.NullMarked;
