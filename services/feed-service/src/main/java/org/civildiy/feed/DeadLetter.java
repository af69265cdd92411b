package org.civildiy.feed;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.smallrye.reactive.messaging.kafka.impl.KafkaRecordHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that is no event, and why. */
record DeadLetter(ConsumerRecord<byte[], byte[]> origin, String reason) {
    /** What the channel put on the record after it was polled. */
    private static final List<String> NOT_ITS_OWN =
            List.of(PartitionEpochs.HEADER, KafkaRecordHelper.SMALLRYE_GENERATION_ID);

    /** Key, value and headers as they were found, with headers that tell the reason and the place. */
    ProducerRecord<byte[], byte[]> on(String topic) {
        var letter = new ProducerRecord<>(topic, null, origin.key(), origin.value(), origin.headers());
        NOT_ITS_OWN.forEach(letter.headers()::remove);
        header(letter, "dead-letter-reason", reason);
        header(letter, "dead-letter-topic", origin.topic());
        header(letter, "dead-letter-partition", Integer.toString(origin.partition()));
        header(letter, "dead-letter-offset", Long.toString(origin.offset()));
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
