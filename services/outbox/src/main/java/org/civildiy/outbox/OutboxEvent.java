package org.civildiy.outbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An event that waits for its publication.
 *
 * @param version orders the events of one key, counting up
 * @param json the event's JSON; the value of the record is this text in UTF-8
 * @param traceparent the W3C trace context of the request that made the event, so that its trace continues however late the
 *     event is sent; {@code null} where there was none
 * @param since when the event began to wait; the event itself may be about an earlier time
 */
public record OutboxEvent(
        long version, String json, @Nullable String traceparent, Instant since) {

    /** The length of the JSON in UTF-8, counted without encoding it. */
    int bytes() {
        int bytes = 0;
        for (int index = 0; index < json.length(); index++) {
            bytes += bytesOf(json.charAt(index));
        }
        return bytes;
    }

    /** The bytes of one UTF-16 unit. A surrogate counts two bytes, because a pair of surrogates has four bytes in UTF-8. */
    private static int bytesOf(char unit) {
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
}
