package org.civildiy.posts.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.NewPost;
import org.civildiy.posts.post.StoredPost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.posts.PendingPosts.leased;

/** Documents of an instance whose clock was far ahead. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class WrongClockTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Author ADA = new Author(209, "ada", null);

    Backends backends;

    private Documents documents;
    private Topic topic;

    @BeforeEach
    void open() {
        topic = new Topic(backends.environment().get("KAFKA_HOST"));
        documents = new Documents(backends);
    }

    @AfterEach
    void close() {
        topic.close();
        documents.close();
    }

    @Test
    void a_lease_that_ends_in_an_hour_keeps_nobody_from_publishing_the_post() {
        // Given
        var post = created(Instant.now());
        // When
        documents.insert(leased(post, Instant.now().plusSeconds(3600)));
        // Then
        await().atMost(SOON).until(() -> isPublished(post));
        assertThat(topic.versionsOf(post.post().id())).containsExactly(1L);
    }

    @Test
    void a_change_of_the_day_after_tomorrow_is_published_and_keeps_its_time() {
        // Given
        var ahead = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);
        var post = created(ahead);
        // When
        documents.insert(post);
        // Then
        await().atMost(SOON).until(() -> isPublished(post));
        var published = topic.recordsOf(post.post().id()).getFirst();
        assertThat(Topic.eventOf(published).timestamp()).isEqualTo(ahead);
        assertThat(Instant.ofEpochMilli(published.timestamp())).isBefore(ahead);
    }

    private static StoredPost created(Instant time) {
        return StoredPost.created(new ObjectId(), new NewPost("T", "C", List.of()), ADA, time);
    }

    private boolean isPublished(StoredPost post) {
        return !documents.find(post.post().id()).containsKey("outbox");
    }
}
