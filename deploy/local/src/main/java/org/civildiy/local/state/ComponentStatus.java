package org.civildiy.local.state;

import java.util.Locale;

/** The status of a component. */
public enum ComponentStatus {
    /** Its program is being fetched or built. */
    FETCHING,
    /** Its process runs and has not been ready yet. */
    STARTING,
    /** It serves. */
    READY,
    /** Its process runs and was ready before, but does not serve now: a backend of it is away, or it is frozen. */
    NOT_READY,
    /** Its process ended by itself; the next one is about to start. */
    RESTARTING,
    /** It is not wanted. */
    STOPPED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
