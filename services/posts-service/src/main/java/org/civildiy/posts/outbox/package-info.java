/**
 * The outbox of posts: pending events are read from the documents of their posts and published to the topic {@code posts-events}.
 *
 * <p>In: stored posts. Out: Kafka records, keyed by the id of the post. {@link org.civildiy.posts.outbox.LastRecordCheck} reads these
 * records again and ensures that the last record of each post is its newest state. Only this package uses Kafka types. This package never
 * changes a post, only the pending events of a post.
 */
@NullMarked
package org.civildiy.posts.outbox;

import org.jspecify.annotations.NullMarked;
