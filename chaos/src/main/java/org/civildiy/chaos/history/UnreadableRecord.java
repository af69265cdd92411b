package org.civildiy.chaos.history;

/** The keys of records that the suite itself puts on the topic and that are no events, so that services have something to put aside. */
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
