package org.civildiy.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.events.PostEvent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams that are built anew from the topic by the running service: because somebody asks for it, or because they have to be. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class RebuildOrderTest {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
    private final List<String> shown = new ArrayList<>();
    private EventsTopic topic;

    @BeforeEach
    void openTopic() {
        topic = new EventsTopic();
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void one_that_is_asked_for_shows_how_far_it_is_and_leaves_every_list_the_same_to_the_byte() throws Exception {
        // Given
        var posts = posts(12);
        publish(posts);
        publish(LivePosts.updated(posts[3], "changed"), LivePosts.deleted(posts[5]));
        publish(LivePosts.created(LivePosts.author(), "another's"));
        awaitAllApplied();
        var before = lists();
        // When
        rebuild();
        // Then
        assertThat(lists()).isEqualTo(before).containsKey("feed:activity:user:" + author);
        assertThat(shown)
                .anyMatch(line -> line.contains("partition="))
                .last()
                .asString()
                .contains("swapped in");
        assertThat(FeedBackends.redis(Command.KEYS, "feed:rebuild*"))
                .map(Response::toString)
                .containsExactly("feed:rebuilds");
    }

    @Test
    void what_comes_in_meanwhile_is_in_the_new_streams_too() throws Exception {
        // Given
        var posts = posts(90);
        var writer = CompletableFuture.runAsync(() -> publish(posts));
        // When
        rebuild();
        rebuild();
        // Then
        writer.join();
        await("all of it to be applied")
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(ownIds()).isEqualTo(newestFirst(posts)));
    }

    @Test
    void deletes_beyond_the_surplus_are_filled_up_from_the_topic_without_anyones_help() {
        // Given
        var posts = posts(260);
        publish(posts);
        // When
        IntStream.range(60, 260).forEach(number -> publish(LivePosts.deleted(posts[number])));
        // Then
        await("the posts that there was no room for")
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(ownIds()).isEqualTo(newestFirst(Arrays.copyOf(posts, 60))));
    }

    @Test
    void a_list_that_is_lost_comes_back_without_a_new_event() {
        // Given
        publish(posts(3));
        awaitAllApplied();
        var before = lists();
        // When
        FeedBackends.redis(Command.DEL, "feed:activity:global");
        // Then
        await("it to be noticed")
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(lists()).isEqualTo(before));
    }

    private void rebuild() throws Exception {
        try (var order = new RebuildOrder(FeedBackends.running().environment().get("REDIS_URL"), shown::add)) {
            order.place();
        }
    }

    private PostEvent[] posts(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> LivePosts.created(author, "post " + number))
                .toArray(PostEvent[]::new);
    }

    private void publish(PostEvent... events) {
        for (PostEvent event : events) {
            topic.publish(event);
        }
    }

    private void awaitAllApplied() {
        await("all of it to be applied")
                .atMost(RECOVERY)
                .until(() -> given().get("/api/activity-stream/stats")
                        .jsonPath()
                        .get("consumer_lag")
                        .equals(0));
    }

    private List<String> ownIds() {
        return given().header(Caller.USER_ID, author)
                .queryParam("limit", 100)
                .get("/api/activity-stream/user")
                .jsonPath()
                .getList("items.post_id");
    }

    private static List<String> newestFirst(PostEvent... posts) {
        return List.of(posts).reversed().stream()
                .map(post -> post.data().postId())
                .toList();
    }

    /** What an operator sees: each list with its items. */
    private static Map<String, List<String>> lists() {
        var lists = new TreeMap<String, List<String>>();
        for (Response key : FeedBackends.redis(Command.KEYS, "feed:activity:*")) {
            lists.put(
                    key.toString(),
                    FeedBackends.redis(Command.LRANGE, key.toString(), 0, -1).stream()
                            .map(Response::toString)
                            .toList());
        }
        return lists;
    }
}
