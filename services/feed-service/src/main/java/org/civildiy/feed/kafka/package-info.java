/**
 * Kafka, except the content of records: the admin client, the topics, the connection log, the readiness check, and the epochs that
 * distinguish records polled before a seek from those polled after it.
 *
 * <p>The package knows neither Redis nor what a record means.
 */
@NullMarked
package org.civildiy.feed.kafka;

import org.jspecify.annotations.NullMarked;
