package org.civildiy.feed;

import java.util.Comparator;

/**
 * The place of something in what is told live: a moment and a number within it. Redis gives them out, so that they mean the same
 * on every instance and only grow.
 */
record LivePosition(long millis, long number) implements Comparable<LivePosition> {
    static final String FORM = "[0-9]{1,15}-[0-9]{1,15}";

    private static final Comparator<LivePosition> ORDER =
            Comparator.comparingLong(LivePosition::millis).thenComparingLong(LivePosition::number);

    /** Reads what fits {@link #FORM}. */
    static LivePosition parse(String text) {
        var dash = text.indexOf('-');
        return new LivePosition(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    boolean isBefore(LivePosition other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(LivePosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
