/**
 * The one contract between posts-service, which writes the topic {@code posts-events}, and feed-service, which reads it:
 * the event as a record, its JSON, its CloudEvents headers and its schema. The golden samples that both sides test against are in the test jar.
 */
@NullMarked
package org.civildiy.events;

import org.jspecify.annotations.NullMarked;
