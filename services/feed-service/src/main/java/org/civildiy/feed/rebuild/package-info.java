/**
 * Rebuilds: new feeds are written from the topic, beside the feeds that clients read. In one last step the new feeds replace the old ones.
 *
 * <p>In: the key that requests a rebuild, and the topic, read outside the consumer group. Out: complete feeds. A lease allows only one run
 * at a time. Only the last step changes the feeds that clients read.
 */
@NullMarked
package org.civildiy.feed.rebuild;

import org.jspecify.annotations.NullMarked;
