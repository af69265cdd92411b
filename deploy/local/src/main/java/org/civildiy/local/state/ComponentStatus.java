package org.civildiy.local.state;

import java.util.Locale;

/** The status of a component. */
public enum ComponentStatus {
    /** The program is being fetched or built. */
    FETCHING,
    /** The process runs, but has not been ready yet. */
    STARTING,
    /** The process serves requests. */
    READY,
    /** The process runs and was ready before, but is not ready now: a backend is unavailable, or the process is frozen. */
    NOT_READY,
    /** The process ended without a request to stop it. Another process will be started after the back-off. */
    RESTARTING,
    /** The component is not supposed to run, and has no process. */
    STOPPED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
