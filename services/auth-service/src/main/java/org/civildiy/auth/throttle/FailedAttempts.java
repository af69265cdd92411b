package org.civildiy.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The newest failed password attempts that are counted together, oldest first. They decide how the next attempt is answered. After three
 * failures the response is delayed, and each further failure doubles the delay. After the allowed number of failures within the window,
 * the account is locked until the oldest of these failures leaves the window.
 */
record FailedAttempts(List<Instant> times) {
    private static final int WITHOUT_DELAY = 2;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final int MAX_DOUBLINGS = 10;

    /** How long the account stays locked after this number of failures within the window; empty when it is not locked. */
    Optional<Duration> lockedFor(int failures, Duration window, Instant now) {
        var counting = counting(window, now);
        return counting.size() < failures
                ? Optional.empty()
                : Optional.of(Duration.between(
                        now, counting.get(counting.size() - failures).plus(window)));
    }

    /** The delay of the response to the next attempt. */
    Duration delay(ThrottleConfig config, Instant now) {
        var delayed = counting(config.window(), now).size() - WITHOUT_DELAY;
        if (delayed <= 0) {
            return Duration.ZERO;
        }
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(delayed - 1, MAX_DOUBLINGS));
        return delay.compareTo(config.longestDelay()) < 0 ? delay : config.longestDelay();
    }

    private List<Instant> counting(Duration window, Instant now) {
        var since = now.minus(window);
        return times.stream().filter(time -> time.isAfter(since)).toList();
    }
}
