package org.civildiy.feed;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is told.
 *
 * @param position where it stands; {@code null} for what only shows that there is still somebody here
 * @param json the item; for a post that is gone its ids
 */
record LiveEvent(@Nullable LivePosition position, boolean isDelete, String json) {
    /** Nothing has happened. */
    static final LiveEvent HEARTBEAT = new LiveEvent(null, false, "");

    /** An entry of the log, as the script wrote it: {@code kind}, its value, {@code item}, its value. */
    static LiveEvent of(Response entry) {
        var fields = entry.get(1);
        return new LiveEvent(
                LivePosition.parse(entry.get(0).toString()),
                fields.get(1).toString().equals("delete"),
                fields.get(3).toString());
    }
}
