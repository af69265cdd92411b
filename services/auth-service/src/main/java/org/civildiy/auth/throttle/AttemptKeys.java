package org.civildiy.auth.throttle;

/**
 * The keys of a password attempt.
 *
 * @param account under which failures at the account are counted, from whatever source
 * @param source under which failures at the account from this source are counted
 * @param known the key of this account and source in the list of known sources
 * @param login the key of the account in that list
 */
public record AttemptKeys(ThrottleKey account, ThrottleKey source, ThrottleKey known, ThrottleKey login) {}
