/**
 * The projection: batches of the channel {@code posts-events} are applied to the feeds in Redis.
 *
 * <p>In: records of Kafka. Out: the feeds, the applied offsets, and the live log; one script call writes all of them for a batch. Redis is
 * the authority on the offset; the consumer is moved to the offsets in Redis. The package never reads feeds for clients and never
 * rebuilds them.
 */
@NullMarked
package org.civildiy.feed.projection;

import org.jspecify.annotations.NullMarked;
