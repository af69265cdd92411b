package org.civildiy.outbox;

import io.smallrye.mutiny.Uni;

/** Periodic work of a service in its own store, which runs at the end of each {@link OutboxSweep}. Any bean of this type. */
public interface SweepTask {
    Uni<Void> run();
}
