/**
 * The live stream: changes of the global stream as server-sent events.
 *
 * <p>In: the live log in Redis. Out: events to the listeners of this instance. The package never writes to Redis.
 */
@NullMarked
package org.civildiy.feed.live;

import org.jspecify.annotations.NullMarked;
