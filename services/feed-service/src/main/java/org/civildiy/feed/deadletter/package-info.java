/**
 * Dead letters: the outgoing channel that publishes records which are no events, and the operator's tool that lists and replays them.
 *
 * <p>In: {@code DeadLetter}s of a batch. Out: the topic {@code posts-events-dlq}. The package does not decide which records are unreadable.
 */
@NullMarked
package org.civildiy.feed.deadletter;

import org.jspecify.annotations.NullMarked;
