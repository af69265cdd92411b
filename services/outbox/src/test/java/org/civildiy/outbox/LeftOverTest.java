package org.civildiy.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sweep publishes of the entries that wait. */
class LeftOverTest {
    private static final String MEBIBYTE = "x".repeat(1024 * 1024);

    private final Instant longAgo = Instant.now().minusSeconds(60);
    private final MemoryStore store = new MemoryStore();
    private final List<String> sent = new ArrayList<>();
    private Function<ProducerRecord<String, LeasedValue>, Uni<Void>> broker =
            sent -> Uni.createFrom().voidItem();

    @Test
    void every_entry_that_waits_has_a_turn_before_a_long_one_has_its_second() {
        // Given
        store.add("long", 120, "{}", longAgo);
        store.add("short", 1, "{}", longAgo.plusSeconds(1));
        // When
        var more = sweep(outbox(1)).awaitItem().getItem();
        // Then
        assertThat(Collections.frequency(sent, "long")).isEqualTo(PendingEvents.MAX_EVENTS_PER_TURN);
        assertThat(sent).endsWith("short");
        assertThat(store.outboxOf("long").events()).hasSize(120 - PendingEvents.MAX_EVENTS_PER_TURN);
        assertThat(more).isTrue();
    }

    @Test
    void turn_after_turn_a_long_entry_is_published_whole() {
        // Given
        store.add("long", 120, "{}", longAgo);
        var outbox = outbox(1);
        var turns = 1;
        // When
        while (sweep(outbox).awaitItem().getItem()) {
            turns++;
        }
        // Then
        assertThat(turns).isEqualTo(3);
        assertThat(sent).hasSize(120);
        assertThat(store.outboxOf("long")).isEqualTo(PendingEvents.NONE);
    }

    @Test
    void what_was_acknowledged_has_left_the_entry_although_its_turn_failed() {
        // Given
        store.add("key", 40, "{}", longAgo);
        broker = accepting(30);
        // When
        sweep(outbox(1)).awaitItem();
        // Then
        assertThat(store.outboxOf("key").events())
                .first()
                .extracting(OutboxEvent::version)
                .isEqualTo(31L);
    }

    @Test
    void no_more_entries_are_in_memory_than_the_limit_in_bytes_allows() {
        // Given
        var keys = IntStream.range(0, 20).mapToObj(String::valueOf).toList();
        keys.forEach(key -> store.add(key, 1, MEBIBYTE, longAgo));
        var acknowledgements = new ArrayDeque<UniEmitter<? super Void>>();
        broker = accepted -> Uni.createFrom().<Void>emitter(acknowledgements::add);
        // When
        var swept = sweep(outbox(32));
        // Then
        var published = (int) Outbox.MAX_BYTES_IN_MEMORY / MEBIBYTE.length();
        assertThat(sent).hasSize(published);
        assertThat(store.loaded()).hasSize(published + 1);
        acknowledgeAll(acknowledgements);
        swept.awaitItem();
        assertThat(sent).containsExactlyElementsOf(keys);
    }

    @Test
    void an_entry_is_left_to_the_holder_of_its_lease_but_not_to_a_lease_that_is_longer_than_any() {
        // Given
        store.add("held", 1, "{}", longAgo);
        store.lease("held", Instant.now().plusSeconds(9));
        store.add("of a clock an hour ahead", 1, "{}", longAgo);
        store.lease("of a clock an hour ahead", Instant.now().plusSeconds(3600));
        // When
        sweep(outbox(1)).awaitItem();
        // Then
        assertThat(sent).containsExactly("of a clock an hour ahead");
    }

    private static void acknowledgeAll(Deque<UniEmitter<? super Void>> acknowledgements) {
        while (!acknowledgements.isEmpty()) {
            acknowledgements.poll().complete(null);
        }
    }

    /** A broker that acknowledges so many records and then none. */
    private static Function<ProducerRecord<String, LeasedValue>, Uni<Void>> accepting(int records) {
        var left = new ArrayDeque<>(Collections.nCopies(records, true));
        return accepted -> left.poll() == null
                ? Uni.createFrom().failure(new TimeoutException("no acknowledgement"))
                : Uni.createFrom().voidItem();
    }

    private static UniAssertSubscriber<Boolean> sweep(Outbox<MemoryStore.Entry> outbox) {
        return outbox.publishLeftOver().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Outbox<MemoryStore.Entry> outbox(int atOnce) {
        var config = new Config(atOnce);
        var destination = new OutboxDestination(
                new NewTopic("topic", Optional.empty(), Optional.empty()),
                accepted -> {
                    sent.add(accepted.key());
                    return broker.apply(accepted);
                },
                (key, event) -> new ProducerRecord<>("topic", key, event.json()));
        var clock = new StoreClock();
        var connection = new BrokerConnection(config, destination, null, Map.of());
        connection.found();
        var factory = new OutboxFactory(
                new EventSender(destination, connection, clock),
                connection,
                new SerializedWrites(),
                config,
                new OutboxMetrics(new SimpleMeterRegistry(), config, clock),
                clock);
        return factory.outbox(store);
    }

    private record Config(int atOnce) implements OutboxConfig {
        @Override
        public String channel() {
            return "channel";
        }

        @Override
        public String metrics() {
            return "outbox";
        }

        @Override
        public Duration sweepInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int batch() {
            return 100;
        }

        @Override
        public int inFlight() {
            return 256;
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(10);
        }
    }
}
