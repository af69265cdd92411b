package org.civildiy.auth;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a token is told from all others by, its {@code jti}: {@code <generation>.<uuid>}. The generation is that of its account when its
 * owner proved to be the owner; all tokens of a generation can be ended at once, whatever clocks say.
 *
 * @param generation 0 for tokens from before there were generations, whose {@code jti} is the UUID alone
 */
record TokenId(int generation, UUID number) {
    private static final Pattern FORM =
            Pattern.compile("(?:([0-9]{1,9})\\.)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** The id of a new token. */
    static TokenId next(int generation) {
        return new TokenId(generation, UUID.randomUUID());
    }

    /** Nothing where the text is of another form. */
    static Optional<TokenId> parse(String jti) {
        var parts = FORM.matcher(jti);
        return parts.matches()
                ? Optional.of(new TokenId(
                        parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1)), UUID.fromString(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return generation + "." + number;
    }
}
