/**
 * Posts over HTTP: {@link org.civildiy.posts.api.PostResource} calls {@link org.civildiy.posts.api.Posts} (the operations), which
 * calls {@link org.civildiy.posts.api.IdempotencyKeys} for a creation with an {@code Idempotency-Key}.
 *
 * <p>In: requests under {@code /api/posts}. Out: posts, and documents that {@code store} writes. No other package depends on this package.
 * This package uses neither MongoDB nor Kafka types.
 */
@NullMarked
package org.civildiy.posts.api;

import org.jspecify.annotations.NullMarked;
