/**
 * Profiles, at most one for each user: {@link org.civildiy.profile.ProfileResource} (HTTP) calls {@link org.civildiy.profile.Profiles}
 * (operations and queries), which stores {@link org.civildiy.profile.Profile} (a row of the PostgreSQL table
 * {@code user_profiles}).
 *
 * <p>In: requests under {@code /api/profile} with a caller's identity. Out: that caller's profile and no other one.
 */
@NullMarked
package org.civildiy.profile;

import org.jspecify.annotations.NullMarked;
