package org.civildiy.chaos.history;

/** The keys of unreadable records that the suite sends to the topic, so that feed-service has to publish a dead letter. */
public final class UnreadableRecord {
    private static final String PREFIX = "unreadable-";

    private UnreadableRecord() {}

    public static String key(long number) {
        return PREFIX + number;
    }

    public static boolean hasKey(String key) {
        return key.startsWith(PREFIX);
    }
}
