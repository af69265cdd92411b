package org.civildiy.feed.live;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * An event of the live stream.
 *
 * @param id the id of the entry in the live log; {@code null} for a heartbeat
 * @param json the item of a created or updated post; for a deleted post the ids of the post and its user
 */
record LiveEvent(@Nullable LiveEntryId id, boolean isDelete, String json) {
    /** An event that shows the client that the connection is alive. */
    static final LiveEvent HEARTBEAT = new LiveEvent(null, false, "");

    /** Parses an entry of the live log. The script wrote four fields: {@code kind}, its value, {@code item}, its value. */
    static LiveEvent of(Response entry) {
        var fields = entry.get(1);
        return new LiveEvent(
                LiveEntryId.parse(entry.get(0).toString()),
                fields.get(1).toString().equals("delete"),
                fields.get(3).toString());
    }
}
