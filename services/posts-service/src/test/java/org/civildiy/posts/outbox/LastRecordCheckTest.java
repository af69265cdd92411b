package org.civildiy.posts.outbox;

import java.time.Duration;
import java.util.List;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.updatePost;

/** A record that gets behind a newer one of its post: what compaction would keep, and a rebuild believe. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class LastRecordCheckTest {
    private static final Duration SOON = Duration.ofSeconds(30);

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
    void behind_a_late_copy_of_an_old_version_comes_the_newest_again() {
        // Given
        var id = newPost(251);
        updatePost(251, id, "{\"title\": \"New\"}").statusCode(200);
        await().atMost(SOON).until(() -> topic.versionsOf(id).equals(List.of(1L, 2L)));
        var records = topic.recordsOf(id);
        // When
        topic.sendAgain(records.getFirst());
        // Then
        await().atMost(SOON).until(() -> topic.versionsOf(id).equals(List.of(1L, 2L, 1L, 2L)));
        var newest = Topic.eventOf(records.get(1));
        var again = Topic.eventOf(topic.recordsOf(id).getLast());
        assertThat(again.type()).isEqualTo(PostEventType.UPDATED);
        assertThat(again.timestamp()).isEqualTo(newest.timestamp());
        assertThat(again.data()).isEqualTo(newest.data());
    }

    @Test
    void behind_an_unreadable_record_with_its_key_comes_the_post_again() {
        // Given
        var id = newPost(253);
        await().atMost(SOON).until(() -> topic.versionsOf(id).equals(List.of(1L)));
        var created = topic.recordsOf(id).getFirst();
        // When
        topic.send(id, "{}");
        // Then
        await().atMost(SOON).until(() -> topic.recordsOf(id).size() == 3);
        var again = Topic.eventOf(topic.recordsOf(id).getLast());
        assertThat(again.version()).hasValue(1);
        assertThat(again.data()).isEqualTo(Topic.eventOf(created).data());
    }

    @Test
    void behind_a_late_copy_of_a_deleted_post_comes_its_delete_again_and_nothing_is_left_of_it() {
        // Given
        var id = newPost(252);
        deletePost(252, id).statusCode(200);
        await().atMost(SOON).until(() -> documents.find(id) == null);
        var created = topic.recordsOf(id).getFirst();
        // When
        topic.sendAgain(created);
        // Then
        await().atMost(SOON).until(() -> topic.versionsOf(id).equals(List.of(1L, 2L, 1L, 2L)));
        var again = Topic.eventOf(topic.recordsOf(id).getLast());
        assertThat(again.type()).isEqualTo(PostEventType.DELETED);
        assertThat(again.data()).isEqualTo(PostState.identity(id, 252, "name252"));
        await().atMost(SOON).until(() -> documents.find(id) == null);
    }
}
