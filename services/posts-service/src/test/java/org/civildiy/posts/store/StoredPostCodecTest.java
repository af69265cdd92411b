package org.civildiy.posts.store;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

import org.civildiy.outbox.PendingEvents;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.NewPost;
import org.civildiy.posts.post.Post;
import org.civildiy.posts.post.PostChange;
import org.civildiy.posts.post.StoredPost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.posts.PendingPosts.leased;
import static org.civildiy.posts.PendingPosts.published;

class StoredPostCodecTest {
    private static final ObjectId ID = new ObjectId("65b9f1c2d3e4f5a6b7c8d9e0");
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");
    private static final Author ADA = new Author(7, "ada", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final StoredPostCodec codec = new StoredPostCodec();

    @Test
    void what_was_written_is_read() {
        // Given
        var stored = leased(created().changed(new PostChange(), ADA, NOW), NOW.plusSeconds(10));
        // When
        var read = read(write(stored));
        // Then
        assertThat(read).isEqualTo(stored);
    }

    @Test
    void the_key_that_made_a_post_is_kept_with_it() {
        // Given
        var draft = new NewPost("Title", "Content", List.of("a"));
        var keyed = created().keyed(IdempotencyKey.of("key", draft, ADA, NOW));
        // When
        var document = write(keyed);
        // Then
        assertThat(document).containsEntry("idempotency_key", "7:key");
        assertThat(read(document)).isEqualTo(keyed);
        assertThat(write(keyed.withoutKey()))
                .doesNotContainKeys("idempotency_key", "idempotency_draft", "idempotency_until");
    }

    @Test
    void a_deleted_post_is_written_without_its_text() {
        // Given
        var gone = created().deleted(ADA, NOW);
        // When
        var document = write(gone);
        // Then
        assertThat(document).doesNotContainKeys("title", "content", "tags");
        assertThat(read(document)).isEqualTo(gone);
    }

    @Test
    void a_post_whose_events_are_all_published_is_not_in_the_sparse_index() {
        // When
        var document = write(published(created(), 1));
        // Then
        assertThat(document).doesNotContainKeys("outbox", "unpublished_since", "leased_until");
    }

    @Test
    void a_document_of_the_old_system_is_version_1_with_nothing_to_publish() {
        // Given
        var old = new Document("_id", ID)
                .append("user_id", 7)
                .append("title", "Title")
                .append("content", "<p>Content</p>")
                .append("tags", List.of("a"))
                .append("created_at", Date.from(NOW))
                .append("updated_at", Date.from(NOW.plusSeconds(1)));
        // When
        var read = read(old);
        // Then
        assertThat(read)
                .isEqualTo(new StoredPost(
                        new Post(ID.toHexString(), 7, "Title", "<p>Content</p>", List.of("a"), NOW, NOW.plusSeconds(1)),
                        1,
                        false,
                        PendingEvents.NONE,
                        0,
                        null));
    }

    @Test
    void what_the_old_system_left_out_or_broke_is_empty() {
        // Given
        var broken = new Document("_id", ID).append("user_id", 7L).append("title", null);
        // When
        var read = read(broken);
        // Then
        var born = ID.getDate().toInstant();
        assertThat(read.post()).isEqualTo(new Post(ID.toHexString(), 7, "", "", List.of(), born, born));
    }

    private static StoredPost created() {
        return StoredPost.created(ID, new NewPost("Title", "Content", List.of("a")), ADA, NOW);
    }

    private Document write(StoredPost stored) {
        var written = new BsonDocument();
        codec.encode(
                new BsonDocumentWriter(written),
                stored,
                EncoderContext.builder().build());
        return new DocumentCodec()
                .decode(
                        new BsonDocumentReader(written),
                        DecoderContext.builder().build());
    }

    private StoredPost read(Document document) {
        return codec.decode(
                new BsonDocumentReader(document.toBsonDocument()),
                DecoderContext.builder().build());
    }
}
