package org.civildiy.events;

import java.util.Map;

/**
 * The topic that carries the events. Whichever side comes first makes it, so both have to mean the same one: its partitions
 * cannot be changed later without breaking the order of a post's events.
 */
public final class PostsTopic {
    /** What it is called. */
    public static final String NAME = "posts-events";

    /** As many instances of a reader can share the work; the events of one post are all in one of them. */
    public static final int PARTITIONS = 12;

    /** Compacted and not deleted: whoever reads from its start finds the last state of every post. */
    public static final Map<String, String> SETTINGS = Map.of("cleanup.policy", "compact");

    private PostsTopic() {}
}
