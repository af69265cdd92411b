/**
 * Verification of the bcrypt password hashes of the replaced (legacy) system.
 *
 * <p>In: a password and a stored hash. Out: whether they match. This package writes nothing; {@code account} replaces such a hash at the
 * owner's next login. A deployment without legacy accounts can delete this package and its one call in {@code password}.
 */
@NullMarked
package org.civildiy.auth.legacy;

import org.jspecify.annotations.NullMarked;
