/**
 * Passwords: the rules for new passwords ({@link org.civildiy.auth.password.NewPassword}), and hashing and verification with Argon2id on
 * a bounded thread pool ({@link org.civildiy.auth.password.Passwords}).
 *
 * <p>In: passwords and stored hashes. Out: hashes, and whether a password matches. This package uses neither accounts nor the database.
 * The package {@code throttle} counts failed attempts.
 */
@NullMarked
package org.civildiy.auth.password;

import org.jspecify.annotations.NullMarked;
