package org.civildiy.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known before a password attempt. It decides how the attempt is answered:
 * <ul>
 *   <li>Failures from the same source delay the response, and enough of them lock the account for this source;
 *   <li>a much larger number of failures from all sources together locks the account for every source that is not known.
 * </ul>
 * So a stranger locks neither the owner's known sources nor, with a few sources, any other one. And an attacker with any number of
 * sources has no more attempts than the larger number.
 *
 * @param fromSource the failures at this account from this source
 * @param fromAll the failures at this account from all sources
 * @param lastLogin when somebody logged in to this account from this source, to within a day; empty when the source is not known
 */
record AttemptHistory(FailedAttempts fromSource, FailedAttempts fromAll, Optional<Instant> lastLogin) {
    /** How long the account stays locked for this source; empty when it is not locked. */
    Optional<Duration> lockedFor(ThrottleConfig config, Instant now) {
        var own = fromSource.lockedFor(config.failures(), config.window(), now);
        return own.isPresent() || isKnown() ? own : fromAll.lockedFor(config.accountFailures(), config.window(), now);
    }

    /** The delay of the response. */
    Duration delay(ThrottleConfig config, Instant now) {
        return fromSource.delay(config, now);
    }

    boolean isKnown() {
        return lastLogin.isPresent();
    }
}
