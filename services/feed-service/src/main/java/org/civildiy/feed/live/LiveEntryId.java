package org.civildiy.feed.live;

import java.util.Comparator;

/**
 * The id of an entry in the live log: a time in milliseconds, and a number that distinguishes the entries of the same millisecond. Redis
 * assigns the ids, so they only increase and are the same for all instances.
 */
record LiveEntryId(long millis, long number) implements Comparable<LiveEntryId> {
    /** The regular expression of an id. */
    static final String FORM = "[0-9]{1,15}-[0-9]{1,15}";

    private static final Comparator<LiveEntryId> ORDER =
            Comparator.comparingLong(LiveEntryId::millis).thenComparingLong(LiveEntryId::number);

    /** Parses a text that matches {@link #FORM}. */
    static LiveEntryId parse(String text) {
        var dash = text.indexOf('-');
        return new LiveEntryId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    boolean isBefore(LiveEntryId other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(LiveEntryId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
