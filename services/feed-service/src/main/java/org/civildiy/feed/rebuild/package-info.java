/**
 * Rebuilds: the feeds are written again from the topic beside those that clients read, and replace them in one step.
 *
 * <p>In: the key that requests it, and the topic, read outside the consumer group. Out: complete feeds. Only one run at a time, by a
 * lease. It never changes the feeds that clients read except by that step.
 */
@NullMarked
package org.civildiy.feed.rebuild;

import org.jspecify.annotations.NullMarked;
