package org.civildiy.events;

import java.util.Map;

/**
 * The topic of the events of posts. Both services use this definition, because the service that starts first creates the topic. The number
 * of partitions cannot change later: the events of one post would then be in two partitions, without an order between them.
 */
public final class PostsTopic {
    /** The name of the topic. */
    public static final String NAME = "posts-events";

    /** The number of partitions, and the most instances of a consumer group that share the work. A post's events are in one partition. */
    public static final int PARTITIONS = 12;

    /** Compaction without a retention limit, so that a consumer that reads from the start finds the last state of every post. */
    public static final Map<String, String> SETTINGS = Map.of("cleanup.policy", "compact");

    private PostsTopic() {}
}
