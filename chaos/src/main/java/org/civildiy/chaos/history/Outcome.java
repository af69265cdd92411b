package org.civildiy.chaos.history;

/** What a client knows of its request after the answer, or after no answer came. */
public enum Outcome {
    /** A 2xx: the operation was done. For a read of a post also the service's own 404, since it says that the post does not exist. */
    ACKNOWLEDGED,
    /** A 4xx of a service, or a 429: the operation was not done and never will be. */
    REFUSED,
    /** A 5xx, an answer that is not from a service, or no answer in time: the operation may have been done, or may still be done later. */
    UNKNOWN
}
