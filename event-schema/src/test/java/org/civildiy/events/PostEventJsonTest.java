package org.civildiy.events;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.events.EventReading.Read;
import org.civildiy.events.EventReading.Unreadable;
import org.civildiy.events.GoldenSample.Form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostEventJsonTest {
    static Stream<GoldenSample> canonical() {
        return GoldenSample.of(Form.CANONICAL);
    }

    @ParameterizedTest
    @EnumSource
    void what_can_be_read_is_an_event_and_what_cannot_has_a_reason(GoldenSample sample) {
        // When
        EventReading reading = PostEventJson.read(sample.bytes());
        // Then
        assertThat(reading).isInstanceOf(sample.form() == Form.UNREADABLE ? Unreadable.class : Read.class);
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void a_canonical_event_is_written_as_the_bytes_it_was_read_from(GoldenSample sample) {
        // Given
        PostEvent event = sample.event();
        // When
        byte[] written = PostEventJson.write(event);
        // Then
        assertThat(new String(written, UTF_8)).isEqualTo(sample.text());
    }

    @Test
    void created_carries_the_whole_post() {
        // When
        PostEvent event = GoldenSample.CREATED.event();
        // Then
        Instant then = Instant.parse("2026-01-31T09:30:00.123Z");
        assertThat(event)
                .isEqualTo(PostEvent.of(
                        "0b8e6a52-5a0e-4f0c-9a55-0d6f5f4f7c11",
                        PostEventType.CREATED,
                        then,
                        1,
                        new PostState(
                                "65b9f1c2d3e4f5a6b7c8d9e0",
                                7,
                                "ada",
                                new PostContent(
                                        "Notes on the Engine",
                                        "It weaves algebraical patterns.",
                                        List.of("engine", "notes")),
                                then,
                                then)));
    }

    @Test
    void deleted_is_written_without_the_post_whatever_the_event_holds() {
        // Given
        PostState whole = GoldenSample.UPDATED.event().data();
        PostEvent deleted = PostEvent.of(
                "c2a9e6b4-3d1f-4e7a-b5c8-9f0e1d2c3b4a",
                PostEventType.DELETED,
                Instant.parse("2026-01-31T09:32:00.450Z"),
                3,
                whole);
        // When
        byte[] written = PostEventJson.write(deleted);
        // Then
        assertThat(written).isEqualTo(GoldenSample.DELETED.bytes());
    }

    @Test
    void an_old_created_event_has_no_id_version_tags_or_dates_and_its_time_is_utc_cut_to_milliseconds() {
        // When
        PostEvent event = GoldenSample.OLD_CREATED.event();
        // Then
        assertThat(event.eventId()).isNull();
        assertThat(event.version()).isEmpty();
        assertThat(event.timestamp()).isEqualTo("2026-11-23T15:45:56.206Z");
        assertThat(event.data())
                .isEqualTo(new PostState(
                        "6b04c0e2a1b2c3d4e5f60718",
                        1,
                        "alice",
                        new PostContent("Hello <b>world</b>", "Hello <b>world</b>", List.of()),
                        null,
                        null));
    }

    @ParameterizedTest
    @EnumSource(names = {"OLD_UPDATED", "OLD_DELETED"})
    void an_old_event_may_carry_two_ids_alone(GoldenSample sample) {
        // When
        PostEvent event = sample.event();
        // Then
        assertThat(event.data()).isEqualTo(PostState.identity("6b04c0e2a1b2c3d4e5f60718", 1, null));
    }

    @Test
    void unknown_fields_are_ignored_and_times_with_any_offset_are_taken() {
        // When
        PostEvent event = GoldenSample.CREATED_WITH_UNKNOWN_FIELDS.event();
        // Then
        assertThat(event.timestamp()).isEqualTo("2026-02-02T12:00:00.500Z");
        assertThat(event.data().content().title()).isEqualTo("From tomorrow");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOT_JSON              | The value is not JSON in UTF-8.
            NOT_AN_OBJECT         | The value is not a JSON object.
            TRUNCATED             | The value is not JSON in UTF-8.
            TWO_VALUES            | The value is not JSON in UTF-8.
            NO_EVENT_TYPE         | The field "event_type" is missing.
            UNKNOWN_EVENT_TYPE    | The field "event_type" is none of post.created, post.updated and post.deleted.
            NO_TIMESTAMP          | The field "timestamp" is missing.
            MALFORMED_TIMESTAMP   | The field "timestamp" is not an ISO-8601 date and time.
            VERSION_ZERO          | The field "version" is less than 1.
            VERSION_AS_TEXT       | The field "version" is not a whole number of 64 bits.
            NO_DATA               | The field "data" is missing.
            NO_POST_ID            | The field "data.post_id" is missing.
            USER_ID_AS_TEXT       | The field "data.user_id" is not a whole number of 64 bits.
            TAGS_AS_TEXT          | The field "data.tags" is not an array.
            HALF_A_SURROGATE_PAIR | The field "data.title" holds half of a surrogate pair.
            """)
    void the_reason_names_the_first_thing_that_is_wrong(GoldenSample sample, String reason) {
        // When
        EventReading reading = PostEventJson.read(sample.bytes());
        // Then
        assertThat(reading).isEqualTo(new Unreadable(reason));
    }

    @Test
    void a_record_without_a_value_is_unreadable() {
        // When
        EventReading reading = PostEventJson.read(null);
        // Then
        assertThat(reading).isEqualTo(new Unreadable("The record has no value."));
    }

    @Test
    void bytes_that_are_no_text_are_unreadable() {
        // Given
        byte[] random = {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0xc3};
        // When
        EventReading reading = PostEventJson.read(random);
        // Then
        assertThat(reading).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_million_open_brackets_are_unreadable_and_not_a_stack_overflow() {
        // Given
        byte[] deep = "[".repeat(1_000_000).getBytes(UTF_8);
        // When
        EventReading reading = PostEventJson.read(deep);
        // Then
        assertThat(reading).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:30:00.123999Z,      2026-01-31T09:30:00.123Z",
        "2026-01-31T09:30:00,              2026-01-31T09:30:00.000Z",
        "2026-01-31T11:30:00.1+02:00,      2026-01-31T09:30:00.100Z",
        "2026-01-31T09:30:00.000000+00:00, 2026-01-31T09:30:00.000Z"
    })
    void a_time_is_read_in_any_form_and_written_in_one(String read, String written) {
        // When
        String time = EventTime.format(EventTime.parse(read).orElseThrow());
        // Then
        assertThat(time).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-31", "''"})
    void what_is_no_time_of_the_years_1_to_9999_is_none(String text) {
        // When
        var time = EventTime.parse(text);
        // Then
        assertThat(time).isEmpty();
    }

    @Test
    void a_version_below_1_cannot_be_made() {
        // Given
        PostEvent event = GoldenSample.CREATED.event();
        // When, Then
        assertThatThrownBy(() -> PostEvent.of("id", event.type(), event.timestamp(), 0, event.data()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
