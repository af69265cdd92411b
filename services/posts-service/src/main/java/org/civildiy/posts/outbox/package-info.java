/**
 * The outbox of posts: pending events are read from the documents of their posts and published to the topic {@code posts-events}.
 *
 * <p>In: stored posts. Out: Kafka records, keyed by the id of the post. Only this package uses Kafka types. It never changes a post, only its
 * pending events.
 */
@NullMarked
package org.civildiy.posts.outbox;

import org.jspecify.annotations.NullMarked;
