package org.civildiy.feed.redis;

import io.quarkus.logging.Log;

import org.civildiy.defaults.problem.Problems;

/** Redis did not respond in time, could not be reached, or returned an error. */
public class RedisUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    RedisUnavailable(Throwable cause) {
        super(cause);
    }

    /** Whether Redis returned an error of this kind. */
    boolean isError(String kind) {
        String message = getCause().getMessage();
        return message != null && message.startsWith(kind);
    }

    /** The response to a client when Redis cannot be read: 503. */
    public static RuntimeException problem(Throwable failure) {
        Log.debugf("streams: Redis unavailable cause=%s", failure);
        return Problems.unavailable("The stream cannot be read at the moment. Try again in a few seconds.");
    }
}
