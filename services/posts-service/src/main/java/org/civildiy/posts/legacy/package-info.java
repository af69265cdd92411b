/**
 * The import of the posts of the replaced (legacy) system, the subcommand {@code import}.
 *
 * <p>In: documents without a version, and a file with the names of users. Out: the same documents with version 1 and a created event in
 * their outbox. The import publishes no event; the running service publishes the events.
 */
@NullMarked
package org.civildiy.posts.legacy;

import org.jspecify.annotations.NullMarked;
