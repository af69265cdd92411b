package org.civildiy.feed;

/** Redis did not answer in time, could not be reached, or refused. */
class RedisAway extends Exception {
    private static final long serialVersionUID = 1L;

    RedisAway(Throwable cause) {
        super(cause);
    }

    /** Whether Redis answered with an error of this kind. */
    boolean saysThat(String kind) {
        String message = getCause().getMessage();
        return message != null && message.startsWith(kind);
    }
}
