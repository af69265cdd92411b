package org.civildiy.feed.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.events.GoldenSample;
import org.civildiy.events.GoldenSample.Form;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.updated;

class BatchTest {
    static Stream<GoldenSample> events() {
        return Arrays.stream(GoldenSample.values()).filter(sample -> sample.form() != Form.UNREADABLE);
    }

    static Stream<GoldenSample> noEvents() {
        return Arrays.stream(GoldenSample.values()).filter(sample -> sample.form() == Form.UNREADABLE);
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_also_the_old_systems_is_a_change(GoldenSample sample) {
        // When
        var batch = Batch.of(List.of(record(3, 10, sample.bytes())));
        // Then
        assertThat(batch.changes()).containsExactly(Change.of(sample.event(), 10));
        assertThat(batch.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noEvents")
    void what_is_no_event_is_a_dead_letter_that_says_why(GoldenSample sample) {
        // Given
        var origin = record(3, 10, sample.bytes());
        // When
        var batch = Batch.of(List.of(origin));
        // Then
        assertThat(batch.changes()).isEmpty();
        assertThat(batch.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.origin()).isSameAs(origin);
            assertThat(letter.reason()).endsWith(".");
        });
    }

    @Test
    void a_version_that_lua_could_not_count_is_a_dead_letter() {
        // Given
        var tooLarge = updated("p1", 7, Change.MAX_VERSION + 1, 5);
        // When
        var batch = Batch.of(List.of(record(0, 0, PostEventJson.write(tooLarge))));
        // Then
        assertThat(batch.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("version"));
    }

    @Test
    void a_batch_ends_at_the_last_record_of_each_partition_dead_letters_too() {
        // When
        var batch = Batch.of(List.of(
                record(0, 4, PostEventJson.write(created("p1", 7, 5))),
                record(0, 9, new byte[0]),
                record(5, 2, PostEventJson.write(created("p2", 7, 6)))));
        // Then
        assertThat(batch.ends()).containsOnly(java.util.Map.entry(0, 9L), java.util.Map.entry(5, 2L));
        assertThat(batch.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_JSON", "NO_POST_ID"})
    void a_dead_letter_keeps_the_record_and_tells_where_it_was(GoldenSample sample) {
        // Given
        var origin = record(3, 10, sample.bytes());
        origin.headers().add("ce_type", "post.created".getBytes(StandardCharsets.UTF_8));
        // When
        var letter = new DeadLetter(origin, "It is wrong.").on("elsewhere");
        // Then
        assertThat(letter.topic()).isEqualTo("elsewhere");
        assertThat(letter.key()).isEqualTo(origin.key());
        assertThat(letter.value()).isEqualTo(origin.value());
        assertThat(letter.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "ce_type=post.created",
                        "dead-letter-reason=It is wrong.",
                        "dead-letter-topic=posts-events",
                        "dead-letter-partition=3",
                        "dead-letter-offset=10");
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>(PostsTopic.NAME, partition, offset, new byte[] {1}, value);
    }
}
