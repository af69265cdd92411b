/**
 * Reading: the activity streams and their statistics over HTTP.
 *
 * <p>In: requests. Out: pages of stored items, whose bytes are passed on unchanged. The package never writes to Redis.
 */
@NullMarked
package org.civildiy.feed.stream;

import org.jspecify.annotations.NullMarked;
