package org.civildiy.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.civildiy.outbox.BrokerConnection.BrokerUnavailable;
import org.civildiy.outbox.EventSender.Progress;
import org.civildiy.outbox.LeasedValueSerializer.LeaseTooShort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventSenderTest {
    private record Entry(String key, PendingEvents outbox) implements OutboxEntry<Entry> {
        @Override
        public Entry withOutbox(PendingEvents next) {
            return new Entry(key, next);
        }
    }

    private final List<ProducerRecord<String, LeasedValue>> records = new ArrayList<>();
    private final List<UniEmitter<? super Void>> acknowledgements = new ArrayList<>();
    private final OutboxDestination destination = new OutboxDestination(
            new NewTopic("topic", Optional.empty(), Optional.empty()),
            record -> Uni.createFrom().emitter(acknowledgement -> {
                records.add(record);
                acknowledgements.add(acknowledgement);
            }),
            (key, event) -> new ProducerRecord<>("topic", key, event.json()));
    private final BrokerConnection connection = new BrokerConnection(null, destination, null, Map.of());
    private final EventSender sender = new EventSender(destination, connection, new StoreClock());

    @Test
    void each_event_is_sent_after_the_acknowledgement_of_the_one_before() {
        // Given
        connection.found();
        var progress = progressOf(entry(3, 10));
        // When, Then
        assertThat(records).extracting(record -> record.value().text()).containsExactly("event 1");
        acknowledgements.getLast().complete(null);
        assertThat(records).extracting(record -> record.value().text()).containsExactly("event 1", "event 2");
        acknowledgements.getLast().complete(null);
        acknowledgements.getLast().complete(null);
        assertThat(progress.awaitItem().getItem()).isEqualTo(new Progress(3, null));
    }

    @Test
    void a_failure_ends_the_sends_and_what_was_acknowledged_before_counts() {
        // Given
        connection.found();
        var progress = progressOf(entry(3, 10));
        var failure = new TimeoutException("no acknowledgement");
        // When
        acknowledgements.getLast().complete(null);
        acknowledgements.getLast().fail(failure);
        // Then
        assertThat(progress.awaitItem().getItem()).isEqualTo(new Progress(1, failure));
        assertThat(records).hasSize(2);
        assertThat(connection.isAvailable()).isFalse();
        assertThat(sender.fatal()).isNull();
    }

    @Test
    void a_record_that_the_broker_refuses_leaves_the_broker_available() {
        // Given
        connection.found();
        var progress = progressOf(entry(1, 10));
        // When
        acknowledgements.getLast().fail(new RecordTooLargeException("too large"));
        // Then
        assertThat(progress.awaitItem().getItem().upTo()).isZero();
        assertThat(connection.isAvailable()).isTrue();
    }

    @Test
    void a_record_whose_timestamp_the_broker_refuses_leaves_the_broker_available() {
        // Given
        connection.found();
        var progress = progressOf(entry(1, 10));
        // When
        acknowledgements.getLast().fail(new InvalidTimestampException("too far in the future"));
        // Then
        assertThat(progress.awaitItem().getItem().upTo()).isZero();
        assertThat(connection.isAvailable()).isTrue();
    }

    @Test
    void no_send_begins_that_could_outlast_the_lease() {
        // Given
        connection.found();
        // When
        var progress = progressOf(entry(1, 3));
        // Then
        assertThat(progress.awaitItem().getItem().failure()).isInstanceOf(LeaseTooShort.class);
        assertThat(records).isEmpty();
    }

    @Test
    void a_record_that_has_waited_on_the_sending_thread_until_its_lease_is_too_short_is_not_sent() {
        // Given
        var late = new LeasedValue("{}", Instant.now(), Clock.systemUTC());
        try (var serializer = new LeasedValueSerializer()) {
            // When, Then
            assertThatThrownBy(() -> serializer.serialize("topic", late)).isInstanceOf(LeaseTooShort.class);
            assertThat(serializer.serialize("topic", new LeasedValue("{}", Instant.MAX, Clock.systemUTC())))
                    .asString()
                    .isEqualTo("{}");
        }
    }

    @Test
    void without_a_broker_nothing_is_tried() {
        // When
        var progress = progressOf(entry(1, 10));
        // Then
        assertThat(progress.awaitItem().getItem().failure()).isInstanceOf(BrokerUnavailable.class);
        assertThat(records).isEmpty();
    }

    @Test
    void a_channel_that_takes_nothing_any_more_is_fatal() {
        // Given
        connection.found();
        var progress = progressOf(entry(1, 10));
        // When
        acknowledgements.getLast().fail(new RuntimeException(new IllegalStateException("closed")));
        // Then
        assertThat(progress.awaitItem().getItem().upTo()).isZero();
        assertThat(new ChannelLiveness(sender).call().getStatus().name()).isEqualTo("DOWN");
    }

    private UniAssertSubscriber<Progress> progressOf(Entry entry) {
        return sender.send(entry).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Entry entry(int events, int leaseSeconds) {
        var now = Instant.now();
        var pending = LongStream.rangeClosed(1, events)
                .mapToObj(version -> new OutboxEvent(version, "event " + version, null, now))
                .toList();
        return new Entry("key", new PendingEvents(pending, now.plusSeconds(leaseSeconds)));
    }
}
