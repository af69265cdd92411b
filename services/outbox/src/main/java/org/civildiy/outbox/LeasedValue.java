package org.civildiy.outbox;

import java.time.Clock;
import java.time.Instant;

/**
 * The value of a Kafka record that may be sent only while this instance holds the lease of the outbox entry. The
 * {@link LeasedValueSerializer} checks this right before the record is sent.
 *
 * @param text sent as UTF-8
 * @param sendBefore the deadline: a send that begins later could still be running when the lease ends
 * @param clock the clock that the lease was taken with, to compare with {@code sendBefore}
 */
public record LeasedValue(String text, Instant sendBefore, Clock clock) {}
