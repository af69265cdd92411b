package org.civildiy.feed;

import java.time.Duration;

/** Streams small enough that a test can fill them. */
record TestConfig(int globalSize, int userSize, int deletedSize) implements FeedConfig {
    @Override
    public String group() {
        return "test";
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration longestPause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int listeners() {
        return 2;
    }

    @Override
    public Duration heartbeat() {
        return Duration.ofSeconds(10);
    }
}
