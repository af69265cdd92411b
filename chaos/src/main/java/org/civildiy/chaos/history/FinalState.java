package org.civildiy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of every store after the run, at rest.
 *
 * @param store every document of a post, also of a deleted one that still has events to publish
 * @param listed the ids that {@code GET /api/posts} lists for each user, as often as they were listed
 * @param topic the whole topic, each partition in the order of its offsets
 * @param compacted partitions with holes in their offsets, in which a record may have been superseded
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
     * @param write whose text it has; {@link GeneratedContent#UNKNOWN_WRITE} when it is no write's text to the letter, or deleted
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
     * @param write whose text it carries; {@link GeneratedContent#UNKNOWN_WRITE} when it is no write's text to the letter, or a delete
     */
    public record Recorded(int partition, long offset, String post, long version, String type, int write) {
        public boolean deletes() {
            return type.equals("post.deleted");
        }
    }
}
