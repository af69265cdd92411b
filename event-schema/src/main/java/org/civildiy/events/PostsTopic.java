package org.civildiy.events;

import java.util.Map;

/**
 * The topic of the events of posts. The service that starts first creates it, so both need the same definition. The number of
 * partitions cannot change later: the events of one post would then be in two partitions, without an order.
 */
public final class PostsTopic {
    /** The name of the topic. */
    public static final String NAME = "posts-events";

    /** The number of partitions, and the most instances of a consumer group that share the work. All events of a post are in one. */
    public static final int PARTITIONS = 12;

    /** The topic is compacted and has no retention limit, so that a consumer from its start finds the last state of every post. */
    public static final Map<String, String> SETTINGS = Map.of("cleanup.policy", "compact");

    private PostsTopic() {}
}
