/**
 * Posts in MongoDB: {@link org.civildiy.posts.store.PostStore} reads and replaces documents of the collection {@code posts},
 * {@link org.civildiy.posts.store.StoredPostCodec} converts between posts and documents.
 *
 * <p>In: states of posts. Out: states of posts, a write conflict, or a 503 within the timeout. Only this package and {@code legacy} use the
 * MongoDB driver. This package makes no decision about a post, and uses neither HTTP nor Kafka.
 */
@NullMarked
package org.civildiy.posts.store;

import org.jspecify.annotations.NullMarked;
