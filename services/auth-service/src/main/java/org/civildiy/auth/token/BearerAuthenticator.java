package org.civildiy.auth.token;

import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.problem.Problems;

/**
 * Authentication by an {@code Authorization: Bearer} header (RFC 6750). The decision needs only memory and no I/O, so that
 * authentication works even while a backend is unavailable.
 */
@Singleton
public class BearerAuthenticator {
    private static final Pattern HEADER = Pattern.compile("bearer +([^ ]+) *", Pattern.CASE_INSENSITIVE);

    private final Tokens tokens;
    private final RevokedTokens revoked;

    BearerAuthenticator(Tokens tokens, RevokedTokens revoked) {
        this.tokens = tokens;
        this.revoked = revoked;
    }

    /**
     * The verified token of the header.
     *
     * <ul>
     *   <li>There is no token, or the token is invalid, has expired or was revoked: 401;
     *   <li>this instance has not loaded the revocations yet: 503, because without them it would accept revoked tokens.
     * </ul>
     */
    public VerifiedToken authenticate(@Nullable String authorization) {
        try {
            var token = tokens.verify(tokenIn(authorization));
            if (!revoked.isLoaded()) {
                throw Problems.unavailable("Tokens cannot be validated at the moment; try again shortly.");
            }
            if (revoked.contains(token)) {
                throw Problems.unauthorized(Tokens.INVALID);
            }
            return token;
        } catch (Tokens.BadToken e) {
            throw Problems.unauthorized(e.getMessage());
        }
    }

    private static String tokenIn(@Nullable String authorization) {
        var header = HEADER.matcher(authorization == null ? "" : authorization);
        return header.matches() ? header.group(1) : "";
    }
}
