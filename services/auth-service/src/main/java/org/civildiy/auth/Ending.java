package org.civildiy.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That tokens of an account are good no more before their time.
 *
 * @param token one of them; empty where it is every token of a generation {@code below}
 * @param until when the last of them has expired by itself, and this need not be known any more
 */
record Ending(long userId, Optional<UUID> token, int below, Instant until) {
    private static final String NO_ONE_TOKEN = "*";

    /** As {@code notify_ended_tokens} writes it: {@code user jti|* below epoch-seconds}. */
    static Ending parse(String payload) {
        var parts = payload.split(" ", -1);
        return new Ending(
                Long.parseLong(parts[0]),
                Optional.of(parts[1]).filter(jti -> !jti.equals(NO_ONE_TOKEN)).map(UUID::fromString),
                Integer.parseInt(parts[2]),
                Instant.ofEpochSecond(Long.parseLong(parts[3])));
    }
}
