package org.civildiy.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The newest failed tries at one account, oldest first, and what follows from them for the next one: it waits, twice as long after each
 * failure from the third on; and when there are as many within the window as are allowed, it has to come back when the oldest of
 * them does not count any more.
 */
record FailedTries(List<Instant> times) {
    private static final int FREE_OF_DELAY = 2;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 10;

    /** How long nobody may try; empty when somebody may. */
    Optional<Duration> shutFor(ThrottleConfig config, Instant now) {
        var counting = counting(config, now);
        return counting.size() < config.failures()
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, counting.get(counting.size() - config.failures()).plus(config.window())));
    }

    /** How long the next try is made to wait. */
    Duration delay(ThrottleConfig config, Instant now) {
        var beyond = counting(config, now).size() - FREE_OF_DELAY;
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(beyond - 1, MOST_DOUBLINGS));
        return delay.compareTo(config.longestDelay()) < 0 ? delay : config.longestDelay();
    }

    private List<Instant> counting(ThrottleConfig config, Instant now) {
        var since = now.minus(config.window());
        return times.stream().filter(time -> time.isAfter(since)).toList();
    }
}
