package org.civildiy.auth;

import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.civildiy.defaults.problem.Problems;

/** Who an {@code Authorization} header speaks for (RFC 6750). Answers from memory: no I/O, so it goes on whatever is away. */
@Singleton
class Bearer {
    private static final Pattern FORM = Pattern.compile("bearer +([^ ]+) *", Pattern.CASE_INSENSITIVE);

    private final Tokens tokens;
    private final EndedTokens ended;

    Bearer(Tokens tokens, EndedTokens ended) {
        this.tokens = tokens;
        this.ended = ended;
    }

    /**
     * What the header's token says. Fails with 401 where there is none, or it is not genuine, has expired or was ended; with 503 where this
     * instance has not been able yet to learn which tokens were ended, for it would let them pass.
     */
    VerifiedToken verify(String authorization) {
        try {
            var token = tokens.verify(tokenIn(authorization));
            if (!ended.areKnown()) {
                throw Problems.unavailable("Tokens cannot be validated at the moment; try again shortly.");
            }
            if (ended.include(token)) {
                throw Problems.unauthorized(Tokens.INVALID);
            }
            return token;
        } catch (Tokens.BadToken e) {
            throw Problems.unauthorized(e.getMessage());
        }
    }

    private static String tokenIn(String authorization) {
        var parts = FORM.matcher(authorization == null ? "" : authorization);
        return parts.matches() ? parts.group(1) : "";
    }
}
