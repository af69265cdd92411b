package org.civildiy.feed.live;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * An event of the live stream.
 *
 * @param id of the entry in the live log; {@code null} for a heartbeat
 * @param json the item; for a deleted post its ids
 */
record LiveEvent(@Nullable LiveEntryId id, boolean isDelete, String json) {
    /** Shows that the connection is alive. */
    static final LiveEvent HEARTBEAT = new LiveEvent(null, false, "");

    /** An entry of the live log, as the script wrote it: {@code kind}, its value, {@code item}, its value. */
    static LiveEvent of(Response entry) {
        var fields = entry.get(1);
        return new LiveEvent(
                LiveEntryId.parse(entry.get(0).toString()),
                fields.get(1).toString().equals("delete"),
                fields.get(3).toString());
    }
}
