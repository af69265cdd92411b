package org.civildiy.outbox;

import io.smallrye.mutiny.Uni;

/**
 * A periodic task of a service in its own store. The {@link OutboxSweep} runs every bean of this type at the end of each sweep that
 * could reconnect and publish.
 */
public interface SweepTask {
    Uni<Void> run();
}
