/**
 * Events as changes: a batch of Kafka records is parsed into changes of posts and dead letters, and a post becomes the item that clients
 * read.
 *
 * <p>In: records. Out: {@link Change}, {@link Item}, {@link DeadLetter}. Plain functions: nothing here does I/O.
 */
@NullMarked
package org.civildiy.feed.event;

import org.jspecify.annotations.NullMarked;
