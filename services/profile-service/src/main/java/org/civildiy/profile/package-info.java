/**
 * One profile for each user: {@link org.civildiy.profile.ProfileResource} (HTTP), {@link org.civildiy.profile.Profiles} (what may
 * happen), {@link org.civildiy.profile.Profile} (the row in PostgreSQL).
 */
package org.civildiy.profile;
