/**
 * A post, and the decisions about it: {@link org.civildiy.posts.post.StoredPost} computes the next state of a post, with the event of
 * that change in its outbox.
 *
 * <p>In: a draft or a change, its author, the time. Out: the next state, or a problem (RFC 9457). Nothing here does I/O.
 */
@NullMarked
package org.civildiy.posts.post;

import org.jspecify.annotations.NullMarked;
