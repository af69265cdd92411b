package org.civildiy.outbox;

import java.util.function.BiFunction;

import io.smallrye.reactive.messaging.MutinyEmitter;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where the events of a service go. A service produces one bean of this type.
 *
 * @param topic is created where it is absent, before any record is sent
 * @param emitter of the channel {@link OutboxConfig#channel}, with an unbounded buffer: {@link Outbox} bounds what is in flight
 * @param format makes the record of a key's event; its value is the event's JSON
 */
public record OutboxDestination(
        NewTopic topic,
        MutinyEmitter<ProducerRecord<String, LeasedValue>> emitter,
        BiFunction<String, OutboxEvent, ProducerRecord<String, String>> format) {}
