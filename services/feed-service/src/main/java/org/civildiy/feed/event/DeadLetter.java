package org.civildiy.feed.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.smallrye.reactive.messaging.kafka.impl.KafkaRecordHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.civildiy.feed.kafka.PartitionEpochs;

/** A dead letter: a record that cannot be read as an event, and the reason why. */
public record DeadLetter(ConsumerRecord<byte[], byte[]> origin, String reason) {
    /** The headers that were added to the record after the poll, and that its producer did not send. */
    private static final List<String> ADDED_BY_THE_CHANNEL =
            List.of(PartitionEpochs.HEADER, KafkaRecordHelper.SMALLRYE_GENERATION_ID);

    /** The record to publish: the original key, value and headers, and new headers with the reason and the original place. */
    public ProducerRecord<byte[], byte[]> on(String topic) {
        var record = new ProducerRecord<>(topic, null, origin.key(), origin.value(), origin.headers());
        ADDED_BY_THE_CHANNEL.forEach(record.headers()::remove);
        header(record, "dead-letter-reason", reason);
        header(record, "dead-letter-topic", origin.topic());
        header(record, "dead-letter-partition", Integer.toString(origin.partition()));
        header(record, "dead-letter-offset", Long.toString(origin.offset()));
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
