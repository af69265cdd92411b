package org.civildiy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of every store after the run, at rest.
 *
 * @param store every document of a post, also the tombstone of a deleted post whose events are not published yet
 * @param listed the ids that {@code GET /api/posts} lists for each user; an id that the answers contain twice is in the list twice
 * @param topic the whole topic, each partition in the order of its offsets
 * @param compacted partitions with gaps between their offsets, because compaction has removed records
 * @param eventsDeleted whether a fault has deleted events from the topic
 * @param streams the lists in Redis, by name: {@code global} and {@code user:<id>}
 */
public record FinalState(
        List<Stored> store,
        Map<Long, List<String>> listed,
        List<Recorded> topic,
        Set<Integer> compacted,
        boolean eventsDeleted,
        Map<String, List<StreamItem>> streams) {

    public static final String GLOBAL = "global";

    public static String ofUser(long user) {
        return "user:" + user;
    }

    /**
     * A post in the store.
     *
     * @param write the write whose text the post has; {@link GeneratedContent#UNKNOWN_WRITE} for any other text, and for a deleted post
     * @param updatedAt in milliseconds since 1970
     */
    public record Stored(String post, long user, long version, boolean deleted, int write, long updatedAt) {
        /** The item that the streams have to show. */
        public StreamItem item() {
            return new StreamItem(post, user, version == 1 ? "post.created" : "post.updated", updatedAt, write);
        }
    }

    /**
     * An event on the topic.
     *
     * @param type such as {@code post.deleted}
     * @param write the write whose text the event carries; {@link GeneratedContent#UNKNOWN_WRITE} for any other text, and for a delete
     */
    public record Recorded(int partition, long offset, String post, long version, String type, int write) {
        public boolean deletes() {
            return type.equals("post.deleted");
        }
    }
}
