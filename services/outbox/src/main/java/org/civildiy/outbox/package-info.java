/**
 * The transactional outbox: events that were stored with a change are published to Kafka, each at least once and in version
 * order for its key.
 *
 * <p>In: entries with pending events, right after their write or found in the store by a sweep. Out: Kafka records, through a channel
 * of SmallRye Reactive Messaging. The package knows no database and no service: a service provides an
 * {@link org.civildiy.outbox.OutboxStore} and an {@link org.civildiy.outbox.OutboxDestination}.
 */
@NullMarked
package org.civildiy.outbox;

import org.jspecify.annotations.NullMarked;
