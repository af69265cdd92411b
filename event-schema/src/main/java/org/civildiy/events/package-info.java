/**
 * The one contract between posts-service, which writes the topic {@code posts-events}, and feed-service, which reads it:
 * the event as a record, its JSON, its CloudEvents headers, its schema, and golden samples that both sides test against.
 */
@NullMarked
package org.civildiy.events;

import org.jspecify.annotations.NullMarked;
