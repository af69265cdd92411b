package org.civildiy.posts.post;

import java.time.Instant;
import java.util.List;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civildiy.posts.PendingPosts.published;

class IdempotencyKeyTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");
    private static final Author ADA = new Author(7, "ada", null);
    private static final NewPost DRAFT = new NewPost("Title", "Content", List.of("a", "b"));

    @Test
    void a_key_holds_for_24_hours() {
        // When
        var key = keyOf(DRAFT);
        // Then
        assertThat(key.isExpired(NOW.plusSeconds(24 * 3600 - 1))).isFalse();
        assertThat(key.isExpired(NOW.plusSeconds(24 * 3600))).isTrue();
    }

    @Test
    void the_same_key_of_another_user_is_another() {
        // When
        var hers = keyOf(DRAFT);
        var his = IdempotencyKey.of("key", DRAFT, new Author(8, "bob", null), NOW);
        // Then
        assertThat(hers.name()).isNotEqualTo(his.name());
    }

    @Test
    void no_tags_and_an_empty_list_ask_for_the_same() {
        // When
        var absent = keyOf(new NewPost("T", "C", null));
        var empty = keyOf(new NewPost("T", "C", List.of()));
        // Then
        assertThat(absent.isForSamePostAs(empty)).isTrue();
    }

    @Test
    void texts_that_run_together_to_the_same_do_not_ask_for_the_same() {
        // When
        var one = keyOf(new NewPost("ab", "c", List.of("d", "e")));
        var other = keyOf(new NewPost("a", "bc", List.of("de")));
        // Then
        assertThat(one.isForSamePostAs(other)).isFalse();
    }

    @Test
    void a_deleted_post_is_not_over_while_its_key_holds() {
        // When
        var gone = published(created().deleted(ADA, NOW), 2);
        // Then
        assertThat(gone.isOver()).isFalse();
        assertThat(gone.withoutKey().isOver()).isTrue();
    }

    @Test
    void a_repeated_request_gets_the_post_as_it_is_now() {
        // Given
        var changed = created().changed(new PostChange(), ADA, NOW.plusSeconds(1));
        // When
        var again = changed.again(keyOf(DRAFT));
        // Then
        assertThat(again).isEqualTo(changed);
    }

    @Test
    void another_post_and_a_deleted_one_are_refused() {
        // Given
        var created = created();
        // When // Then
        assertThatThrownBy(() -> created.again(keyOf(new NewPost("Another", "Content", null))))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("used for another post");
        assertThatThrownBy(() -> created.deleted(ADA, NOW).again(keyOf(DRAFT)))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("has been deleted");
    }

    private static StoredPost created() {
        return StoredPost.created(new ObjectId(), DRAFT, ADA, NOW).keyed(keyOf(DRAFT));
    }

    private static IdempotencyKey keyOf(NewPost draft) {
        return IdempotencyKey.of("key", draft, ADA, NOW);
    }
}
