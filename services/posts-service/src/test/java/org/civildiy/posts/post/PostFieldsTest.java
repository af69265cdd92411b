package org.civildiy.posts.post;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.defaults.request.Page;
import org.civildiy.events.PostContent;
import org.civildiy.posts.PendingPosts;
import org.civildiy.posts.SamplePost;
import org.civildiy.posts.store.PostFilter;
import org.civildiy.posts.store.StoredPostCodec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No field of a post can be forgotten. These tests take the fields from the records by reflection: each field that a client writes
 * must be in the event, the document, the digest and the change.
 */
class PostFieldsTest {
    private static final Author ADA = new Author(7, "ada", null);
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

    static Stream<RecordComponent> fields() {
        return Arrays.stream(NewPost.class.getRecordComponents());
    }

    static Stream<RecordComponent> filters() {
        return Arrays.stream(PostFilter.class.getRecordComponents());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void the_sample_has_a_value_and_another_one_for_each_field(RecordComponent field) throws Exception {
        // When, Then
        assertThat(valueOf(field, SamplePost.DRAFT)).isNotNull().isNotEqualTo(valueOf(field, SamplePost.OTHER));
    }

    @Test
    void a_draft_a_change_and_an_event_have_the_same_fields() {
        // Given
        var drafted = fields().map(RecordComponent::getName).toList();
        // When
        var changed = Arrays.stream(PostChange.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName);
        var published = Arrays.stream(PostContent.class.getRecordComponents()).map(RecordComponent::getName);
        // Then
        assertThat(changed).containsExactlyInAnyOrderElementsOf(drafted);
        assertThat(published).containsExactlyInAnyOrderElementsOf(drafted);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void each_field_is_in_the_post_that_is_shown_after_it_was_stored(RecordComponent field) throws Exception {
        // Given
        var stored = StoredPost.created(new ObjectId(), SamplePost.DRAFT, ADA, NOW);
        // When
        var post = reread(stored).post();
        // Then
        assertThat(Post.class.getDeclaredMethod(field.getName()).invoke(post))
                .isEqualTo(valueOf(field, SamplePost.DRAFT));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void each_field_is_in_the_event(RecordComponent field) throws Exception {
        // When
        var stored = StoredPost.created(new ObjectId(), SamplePost.DRAFT, ADA, NOW);
        // Then
        var content =
                PendingPosts.event(stored.outbox().events().getFirst()).data().content();
        assertThat(PostContent.class.getDeclaredMethod(field.getName()).invoke(content))
                .isEqualTo(valueOf(field, SamplePost.DRAFT));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void each_field_makes_another_digest(RecordComponent field) throws Exception {
        // Given
        var other = withOther(field);
        // When, Then
        assertThat(DraftDigest.of(other)).isNotEqualTo(DraftDigest.of(SamplePost.DRAFT));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void each_field_can_be_changed_alone_by_json(RecordComponent field) throws Exception {
        // Given
        var json = new ObjectMapper();
        JsonNode value = json.valueToTree(valueOf(field, SamplePost.OTHER));
        var body = json.createObjectNode().set(field.getName(), value);
        // When
        var change = json.treeToValue(body, PostChange.class);
        // Then
        var changed =
                StoredPost.created(new ObjectId(), SamplePost.DRAFT, ADA, NOW).changed(change, ADA, NOW);
        for (var each : fields().toList()) {
            var expected = each.getName().equals(field.getName()) ? SamplePost.OTHER : SamplePost.DRAFT;
            assertThat(Post.class.getDeclaredMethod(each.getName()).invoke(changed.post()))
                    .isEqualTo(valueOf(each, expected));
        }
    }

    @Test
    void the_digest_of_a_stored_key_has_not_changed() {
        // When, Then
        assertThat(DraftDigest.of(SamplePost.DRAFT)).isEqualTo("yfmh+DUJ3FntoDFuqVXAIk6xLci7lh2Wf5rXJ5bbYaU");
    }

    @Test
    void a_further_field_is_not_one_more_tag_and_an_absent_one_changes_nothing() {
        // Given
        var tag = new DraftDigest().text("title").text("language").text("en").value();
        // When, Then
        assertThat(new DraftDigest().text("title").field("language", "en").value())
                .isNotEqualTo(tag);
        assertThat(new DraftDigest().text("title").field("language", null).value())
                .isEqualTo(new DraftDigest().text("title").value());
    }

    @ParameterizedTest
    @MethodSource("filters")
    void each_filter_is_in_the_query_the_bson_and_the_indexes(RecordComponent filter) {
        // Given
        var none = new PostFilter(OptionalLong.empty(), Optional.empty());
        var all = new PostFilter(OptionalLong.of(7), Optional.of("tag"));
        var name = filter.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        // When, Then
        assertThat(all.toQuery(Page.of("10", "0"))).contains(name + "=");
        assertThat(PostFilter.FIELDS).hasSameSizeAs(PostFilter.class.getRecordComponents());
        assertThat(all.toBson().keySet()).containsAll(PostFilter.FIELDS);
        assertThat(none.toBson().keySet()).containsExactly("deleted");
    }

    private static Object valueOf(RecordComponent field, NewPost draft) throws ReflectiveOperationException {
        return field.getAccessor().invoke(draft);
    }

    /** The sample with another value for one field. */
    private static NewPost withOther(RecordComponent field) throws ReflectiveOperationException {
        var components = NewPost.class.getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < components.length; i++) {
            var draft = components[i].getName().equals(field.getName()) ? SamplePost.OTHER : SamplePost.DRAFT;
            values[i] = valueOf(components[i], draft);
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return NewPost.class.getDeclaredConstructor(types).newInstance(values);
    }

    private static StoredPost reread(StoredPost stored) {
        var codec = new StoredPostCodec();
        var document = new BsonDocument();
        codec.encode(
                new BsonDocumentWriter(document),
                stored,
                EncoderContext.builder().build());
        return codec.decode(
                new BsonDocumentReader(document), DecoderContext.builder().build());
    }
}
