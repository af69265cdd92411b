/**
 * Passwords: which ones may be chosen ({@link org.civildiy.auth.password.NewPassword}), and how they are hashed and verified
 * ({@link org.civildiy.auth.password.Passwords}) with Argon2id on a bounded thread pool.
 *
 * <p>In: passwords and stored hashes. Out: hashes and yes or no. This package uses neither accounts nor the
 * database. The package {@code throttle} counts failed attempts.
 */
@NullMarked
package org.civildiy.auth.password;

import org.jspecify.annotations.NullMarked;
