package org.civildiy.auth.token;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The {@code jti} claim of a token: {@code <generation>.<uuid>}. The UUID is unique. The generation is the account's
 * {@code token_generation} at the time of the login. A password change increments {@code token_generation}, which revokes all tokens of
 * lower generations without comparing clocks.
 *
 * @param generation 0 for tokens that were issued before generations existed; their {@code jti} is the UUID alone
 */
record TokenId(int generation, UUID uuid) {
    private static final Pattern PATTERN =
            Pattern.compile("(?:([0-9]{1,9})\\.)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** The id of a new token. */
    static TokenId next(int generation) {
        return new TokenId(generation, UUID.randomUUID());
    }

    /** The id in this claim; empty when the claim does not match the pattern. */
    static Optional<TokenId> parse(String jti) {
        var parts = PATTERN.matcher(jti);
        return parts.matches()
                ? Optional.of(new TokenId(
                        parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1)), UUID.fromString(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return generation + "." + uuid;
    }
}
