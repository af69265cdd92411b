package org.civildiy.chaos.inspect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.chaos.history.ContentFields;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.events.PostsTopic;

import static org.assertj.core.api.Assertions.assertThat;

/** The store and the topic are compared with the history in every field of a post. */
class ReadContentTest {
    private static final String TIME = "2026-01-31T09:30:00.123Z";

    @Test
    void a_document_and_an_event_have_the_number_of_their_write() throws JsonProcessingException {
        // Given
        var fields = GeneratedContent.of(7).fields();
        // When
        var stored = StoreReader.stored(document(fields));
        var recorded = TopicReader.recorded(kafkaRecord(fields));
        // Then
        assertThat(stored.write()).isEqualTo(7);
        assertThat(recorded.write()).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("org.civildiy.chaos.history.ContentFields#names")
    void a_document_that_differs_in_one_field_is_of_no_write(String field) {
        // When
        var stored = StoreReader.stored(document(ContentFields.changed(field, 7)));
        // Then
        assertThat(stored.write()).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
    }

    @ParameterizedTest
    @MethodSource("org.civildiy.chaos.history.ContentFields#names")
    void an_event_that_differs_in_one_field_is_of_no_write(String field) throws JsonProcessingException {
        // When
        var recorded = TopicReader.recorded(kafkaRecord(ContentFields.changed(field, 7)));
        // Then
        assertThat(recorded.write()).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
    }

    private static Document document(Map<String, Object> fields) {
        return new Document(fields)
                .append("_id", new ObjectId())
                .append("user_id", 7L)
                .append("version", 1L)
                .append("updated_at", Date.from(Instant.parse(TIME)));
    }

    private static ConsumerRecord<String, byte[]> kafkaRecord(Map<String, Object> fields)
            throws JsonProcessingException {
        var post = new HashMap<>(fields);
        post.putAll(Map.of(
                "post_id",
                "0123456789abcdef01234567",
                "user_id",
                7,
                "username",
                "ada",
                "created_at",
                TIME,
                "updated_at",
                TIME));
        var event = Map.of(
                "event_id",
                "6b0f1f6e-6a7e-4c55-9d6b-0f4c8f1f2a3b",
                "event_type",
                "post.created",
                "timestamp",
                TIME,
                "version",
                1,
                "data",
                post);
        byte[] json = new ObjectMapper().writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(PostsTopic.NAME, 0, 0, "0123456789abcdef01234567", json);
    }
}
