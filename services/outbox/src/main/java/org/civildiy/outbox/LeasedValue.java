package org.civildiy.outbox;

import java.time.Clock;
import java.time.Instant;

/**
 * The value of a record that may only be sent while its entry is leased.
 *
 * @param text sent as UTF-8
 * @param sendBefore from then on the send could outlast the lease, so the record must not be sent any more
 * @param clock the clock of the lease
 */
public record LeasedValue(String text, Instant sendBefore, Clock clock) {}
