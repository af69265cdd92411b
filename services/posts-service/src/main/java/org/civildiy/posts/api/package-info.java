/**
 * Posts over HTTP: {@link org.civildiy.posts.api.PostResource} calls {@link org.civildiy.posts.api.Posts} (the operations), which
 * calls {@link org.civildiy.posts.api.IdempotencyKeys} for a creation with an {@code Idempotency-Key}.
 *
 * <p>In: requests under {@code /api/posts}. Out: posts, and documents written by {@code store}. No other package depends on this one. It uses
 * neither MongoDB nor Kafka types.
 */
@NullMarked
package org.civildiy.posts.api;

import org.jspecify.annotations.NullMarked;
