package org.civildiy.outbox;

import java.util.function.BiFunction;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topic of a service's events, and the way to send them there. A service produces one bean of this type.
 *
 * @param topic the topic; it is created before any record is sent, if it does not exist
 * @param send sends a record with the emitter of the channel {@link OutboxConfig#channel}, and completes when the broker has acknowledged
 *     the record. The emitter has an unbounded buffer, because {@link Outbox} limits the events in flight
 * @param format makes a record from a key and an event; the record's value is the event's JSON. It is wrapped in a {@link LeasedValue}
 *     before it is sent
 */
public record OutboxDestination(
        NewTopic topic,
        Function<ProducerRecord<String, LeasedValue>, Uni<Void>> send,
        BiFunction<String, OutboxEvent, ProducerRecord<String, String>> format) {}
