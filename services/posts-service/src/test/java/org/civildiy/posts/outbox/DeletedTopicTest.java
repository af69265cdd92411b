package org.civildiy.posts.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backends;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.posts.PostsApi.newPost;

@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class DeletedTopicTest {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    Backends backends;

    @Test
    void a_topic_that_was_deleted_is_created_again_by_the_next_event() throws Exception {
        // Given
        var brokers = backends.environment().get("KAFKA_HOST");
        try (var topic = new Topic(brokers);
                var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
            var before = newPost(250);
            await("an event on the topic")
                    .atMost(RECOVERY)
                    .until(() -> topic.versionsOf(before).equals(List.of(1L)));
            admin.deleteTopics(List.of("posts-events")).all().get();
            // When
            var post = newPost(250);
            // Then
            await("its event to be on the new topic")
                    .atMost(RECOVERY)
                    .until(() -> topic.versionsOf(post).equals(List.of(1L)));
            assertThat(topic.versionsOf(before)).isEmpty();
        }
    }
}
