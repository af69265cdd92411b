package org.civildiy.outbox;

import java.util.function.BiFunction;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topic of a service's events, and the functions that make records of the events and send these records. A service produces one bean of
 * this type.
 *
 * @param topic the topic of the events; the outbox creates the topic if it does not exist, before any record is sent
 * @param send sends a record, and completes when the broker has acknowledged the record. The service passes the method {@code send} of the
 *     emitter of the channel {@link OutboxConfig#channel}. The emitter's buffer is unbounded, because {@link Outbox} limits the events in
 *     flight
 * @param format makes a record from the key of an entry and an event. The value of the record is the event's JSON. The outbox puts this
 *     value into a {@link LeasedValue} before the record is sent
 */
public record OutboxDestination(
        NewTopic topic,
        Function<ProducerRecord<String, LeasedValue>, Uni<Void>> send,
        BiFunction<String, OutboxEvent, ProducerRecord<String, String>> format) {}
