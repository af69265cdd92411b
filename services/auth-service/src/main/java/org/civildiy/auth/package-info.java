/**
 * The process of auth-service: its main class and the periodic deletion of expired rows.
 *
 * <p>The packages below, from the outside in: {@code account} (HTTP and what may happen to accounts) uses {@code throttle} (how often
 * a password may be tried), {@code password} (hashing and password rules) and {@code token} (JWTs and their revocation);
 * {@code password} uses {@code legacy} (bcrypt hashes of the replaced system). No package uses a package that is named before it.
 */
@NullMarked
package org.civildiy.auth;

import org.jspecify.annotations.NullMarked;
