/**
 * Reading: the activity streams and their statistics over HTTP.
 *
 * <p>In: requests. Out: pages of stored items, passed on as the bytes they are. It never writes to Redis.
 */
@NullMarked
package org.civildiy.feed.stream;

import org.jspecify.annotations.NullMarked;
