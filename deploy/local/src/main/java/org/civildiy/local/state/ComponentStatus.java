package org.civildiy.local.state;

import java.util.Locale;

/** The status of a component. */
public enum ComponentStatus {
    /** Its program is being fetched or built. */
    FETCHING,
    /** Its process runs and has not been ready yet. */
    STARTING,
    /** It is ready to serve requests. */
    READY,
    /** Its process runs and was ready before, but is not ready now: a backend is unavailable, or the process is frozen. */
    NOT_READY,
    /** Its process ended by itself. Another process will be started after the back-off. */
    RESTARTING,
    /** It is not wanted, and has no process. */
    STOPPED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
