package org.civildiy.auth;

import java.time.Instant;

/** What a genuine token says; whether it was ended before its time, {@link EndedTokens} knows. */
record VerifiedToken(Account account, TokenId id, Instant expiresAt) {}
