/**
 * Kafka beside the records: the admin client, the topics, the connection log, the readiness check, and the epochs that tell records
 * polled before a seek from those polled after it.
 *
 * <p>It knows neither Redis nor what a record means.
 */
@NullMarked
package org.civildiy.feed.kafka;

import org.jspecify.annotations.NullMarked;
