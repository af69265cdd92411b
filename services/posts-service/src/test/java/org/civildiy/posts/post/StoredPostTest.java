package org.civildiy.posts.post;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.outbox.OutboxEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.events.PostEventType.CREATED;
import static org.civildiy.events.PostEventType.DELETED;
import static org.civildiy.events.PostEventType.UPDATED;
import static org.civildiy.posts.PendingPosts.event;
import static org.civildiy.posts.PendingPosts.leased;
import static org.civildiy.posts.PendingPosts.published;
import static org.civildiy.posts.PendingPosts.unpublished;

class StoredPostTest {
    private static final ObjectId ID = new ObjectId("65b9f1c2d3e4f5a6b7c8d9e0");
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123456Z");
    private static final Instant CUT = Instant.parse("2026-01-31T09:30:00.123Z");
    private static final Author ADA = new Author(7, "ada", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void a_new_post_has_version_1_its_author_and_times_in_milliseconds() {
        // When
        var stored = StoredPost.created(ID, new NewPost("Title", "Content", List.of("tag")), ADA, NOW);
        // Then
        assertThat(stored.version()).isOne();
        assertThat(stored.post())
                .isEqualTo(new Post(ID.toHexString(), 7, "Title", "Content", List.of("tag"), CUT, CUT));
    }

    @Test
    void a_new_post_without_tags_has_none() {
        // When
        var stored = StoredPost.created(ID, new NewPost("Title", "Content", null), ADA, NOW);
        // Then
        assertThat(stored.post().tags()).isEmpty();
    }

    @Test
    void a_new_post_tells_all_of_itself_in_the_trace_of_its_request() {
        // When
        var stored = created();
        // Then
        var told = unpublished(stored).getFirst();
        assertThat(told.traceparent()).isEqualTo(ADA.traceparent());
        assertThat(event(told).type()).isEqualTo(CREATED);
        assertThat(event(told).timestamp()).isEqualTo(CUT);
        assertThat(event(told).data())
                .isEqualTo(new PostState(
                        ID.toHexString(), 7, "ada", new PostContent("Title", "Content", List.of("a", "b")), CUT, CUT));
    }

    @Test
    void a_change_keeps_what_it_does_not_name() {
        // Given
        var change = new PostChange();
        change.title = "New title";
        // When
        var changed = created().changed(change, ADA, NOW.plusSeconds(1));
        // Then
        assertThat(changed.post())
                .isEqualTo(new Post(
                        ID.toHexString(), 7, "New title", "Content", List.of("a", "b"), CUT, CUT.plusSeconds(1)));
    }

    @Test
    void an_empty_change_is_a_change_too() {
        // When
        var changed = created().changed(new PostChange(), ADA, NOW.plusSeconds(1));
        // Then
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.post().updatedAt()).isEqualTo(CUT.plusSeconds(1));
        assertThat(typesOf(changed)).containsExactly(CREATED, UPDATED);
    }

    @Test
    void a_change_on_a_clock_that_is_behind_is_not_earlier_than_the_last() {
        // When
        var changed = created().changed(new PostChange(), ADA, NOW.minusSeconds(5));
        // Then
        assertThat(changed.post().updatedAt()).isEqualTo(CUT);
        assertThat(event(unpublished(changed).getLast()).timestamp()).isEqualTo(CUT);
    }

    @Test
    void a_deleted_post_has_no_text_and_tells_which_it_was() {
        // When
        var gone = created().deleted(ADA, NOW.plusSeconds(1));
        // Then
        assertThat(gone.deleted()).isTrue();
        assertThat(gone.post().content()).isEmpty();
        assertThat(typesOf(gone)).containsExactly(CREATED, DELETED);
        assertThat(event(unpublished(gone).getLast()).data()).isEqualTo(PostState.identity(ID.toHexString(), 7, "ada"));
    }

    @Test
    void published_events_leave_and_later_ones_stay() {
        // Given
        var twice = created().changed(new PostChange(), ADA, NOW).changed(new PostChange(), ADA, NOW);
        // When
        var published = published(twice, 2);
        // Then
        assertThat(unpublished(published)).extracting(OutboxEvent::version).containsExactly(3L);
    }

    @Test
    void a_deleted_post_is_over_when_all_of_it_is_published() {
        // Given
        var gone = created().deleted(ADA, NOW);
        // When, Then
        assertThat(published(gone, 1).isOver()).isFalse();
        assertThat(published(gone, 2).isOver()).isTrue();
    }

    @Test
    void a_lease_holds_until_its_time_and_ends_with_the_publication() {
        // When
        var leased = leased(created(), CUT.plusSeconds(10));
        // Then
        assertThat(leased.outbox().isLeased(CUT.plusSeconds(9))).isTrue();
        assertThat(leased.outbox().isLeased(CUT.plusSeconds(10))).isFalse();
        assertThat(published(leased, 1).outbox().isLeased(CUT)).isFalse();
    }

    @Test
    void changes_wait_until_there_is_no_room_and_the_delete_has_room_always() {
        // Given
        var stored = created();
        while (stored.hasRoom()) {
            stored = stored.changed(new PostChange(), ADA, NOW);
        }
        // When
        var gone = stored.deleted(ADA, NOW);
        // Then
        assertThat(unpublished(stored)).hasSize(StoredPost.MAX_UNPUBLISHED);
        assertThat(unpublished(gone))
                .extracting(event -> event.version())
                .isEqualTo(LongStream.rangeClosed(1, 201).boxed().toList());
    }

    private static StoredPost created() {
        return StoredPost.created(ID, new NewPost("Title", "Content", List.of("a", "b")), ADA, NOW);
    }

    private static List<PostEventType> typesOf(StoredPost stored) {
        return unpublished(stored).stream()
                .map(pending -> event(pending).type())
                .toList();
    }
}
