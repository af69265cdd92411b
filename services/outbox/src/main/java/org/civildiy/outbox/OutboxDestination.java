package org.civildiy.outbox;

import java.util.function.BiFunction;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where the events of a service go. A service produces one bean of this type.
 *
 * @param topic is created where it is absent, before any record is sent
 * @param send of the emitter of the channel {@link OutboxConfig#channel}; it completes when the broker has acknowledged the record.
 *     The emitter has an unbounded buffer, since {@link Outbox} bounds what is in flight
 * @param format makes the record of a key's event; its value is the event's JSON
 */
public record OutboxDestination(
        NewTopic topic,
        Function<ProducerRecord<String, LeasedValue>, Uni<Void>> send,
        BiFunction<String, OutboxEvent, ProducerRecord<String, String>> format) {}
