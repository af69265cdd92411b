/**
 * Redis: the layout of its keys, a blocking client for the threads of the projection and of rebuilds, scripts, and the readiness check.
 *
 * <p>In: commands of the other packages. Out: responses, or {@link RedisUnavailable}. The package knows neither Kafka nor events.
 */
@NullMarked
package org.civildiy.feed.redis;

import org.jspecify.annotations.NullMarked;
