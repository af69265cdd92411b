package org.civildiy.chaos.history;

/** What a client knows of its request after the answer, or without one. */
public enum Outcome {
    /** A 2xx: it was done. For a read of a post also the service's own 404, which answers the question. */
    ACKNOWLEDGED,
    /** A 4xx of a service: it was not done and never will be. */
    REFUSED,
    /** A 5xx, an answer that no service gave, or none in time: it may have been done, or may still be done later. */
    UNKNOWN
}
