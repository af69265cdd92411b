package org.civildiy.feed.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostState;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;
import org.civildiy.feed.live.EventSource.Told;
import org.civildiy.local.Backend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class LiveResourceTest {
    private static final String LIVE = "/api/activity-stream/live";
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
    private EventsTopic topic;

    @TestHTTPResource(LIVE)
    URL url;

    @BeforeEach
    void openTopic() {
        topic = new EventsTopic();
    }

    @AfterEach
    void allIsWell() {
        topic.close();
        FeedBackends.running().restart(Backend.REDIS);
    }

    @Test
    void who_listens_is_told_of_every_change_as_the_stream_has_it() throws Exception {
        // Given
        var post = LivePosts.created(author, "Hello");
        var changed = LivePosts.updated(post, "Hello again");
        try (var listening = EventSource.to(stream())) {
            // When
            publish(post, changed, LivePosts.deleted(changed));
            // Then
            await("three changes")
                    .atMost(RECOVERY)
                    .until(() -> told(listening, post).size() == 3);
            assertThat(told(listening, post))
                    .extracting(Told::data)
                    .startsWith(ExpectedItem.json(post), ExpectedItem.json(changed));
            assertThat(told(listening, post)).extracting(Told::name).containsExactly("", "", "post.deleted");
            assertThat(told(listening, post).getLast().data())
                    .isEqualTo("{\"post_id\":\"%s\",\"user_id\":%d,\"event_type\":\"post.deleted\"}"
                            .formatted(post.data().postId(), author));
            assertThat(listening.response().headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        }
    }

    @Test
    void who_comes_back_gets_what_was_missed_first_and_nothing_twice() throws Exception {
        // Given
        var posts = new PostEvent[150];
        for (int i = 0; i < posts.length; i++) {
            posts[i] = LivePosts.created(author, "post " + i);
        }
        Told last;
        try (var before = EventSource.to(stream())) {
            publish(posts[0]);
            await("the first")
                    .atMost(RECOVERY)
                    .until(() -> !told(before, posts[0]).isEmpty());
            last = told(before, posts[0]).getFirst();
        }
        for (int i = 1; i < 140; i++) {
            publish(posts[i]);
        }
        // When
        try (var back = EventSource.to(stream(), last)) {
            for (int i = 140; i < posts.length; i++) {
                publish(posts[i]);
            }
            // Then
            await("the rest")
                    .atMost(RECOVERY)
                    .until(() -> !told(back, posts[149]).isEmpty());
            assertThat(back.all())
                    .extracting(Told::data)
                    .doesNotHaveDuplicates()
                    .hasSize(149);
            assertThat(back.all())
                    .extracting(each -> LiveEntryId.parse(each.id()))
                    .isSorted();
        }
    }

    @Test
    void who_only_listens_while_redis_is_away_gets_on_afterwards() throws Exception {
        // Given
        var post = LivePosts.created(author, "after it");
        try (var listening = EventSource.to(stream())) {
            // When
            FeedBackends.running().stop(Backend.REDIS);
            publish(post);
            FeedBackends.running().restart(Backend.REDIS);
            // Then
            await("it to be told")
                    .atMost(RECOVERY)
                    .until(() -> told(listening, post).size() == 1);
        }
    }

    @Test
    void who_hears_nothing_else_hears_a_heartbeat() throws Exception {
        // When
        try (var listening = EventSource.to(stream())) {
            // Then
            await("the first, at once").atMost(Duration.ofSeconds(5)).until(() -> listening.heartbeats() > 0);
            await("the next").atMost(Duration.ofSeconds(15)).until(() -> listening.heartbeats() > 1);
        }
    }

    @Test
    void who_does_not_read_is_cut_off_and_the_others_are_told_all_the_same() throws Exception {
        // Given
        try (var idle = new Socket();
                var listening = EventSource.to(stream())) {
            idle.setReceiveBufferSize(4_096);
            idle.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            idle.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(LIVE)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            // When
            var posts = 1_000;
            var sent = IntStream.range(0, posts)
                    .mapToObj(number -> topic.send(large("large " + number)))
                    .toList();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            // Then
            await("the other to be told of all")
                    .atMost(RECOVERY)
                    .until(() -> listening.all().size() == posts);
            await("it to be cut off").atMost(RECOVERY).until(() -> listeners() == 1);
            assertThat(readToTheEnd(idle.getInputStream())).isLessThan(posts * 10_000L);
        }
    }

    @Test
    void what_is_no_position_is_a_400_that_says_what_one_is() {
        // When
        var response = given().header("Last-Event-ID", "yesterday").get(LIVE);
        // Then
        response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.message", hasItem(containsString("Last-Event-ID")));
    }

    @Test
    void a_head_ends_and_the_next_request_on_its_connection_is_answered() throws Exception {
        // Given
        var requests =
                "HEAD %s HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .formatted(LIVE);
        try (var connection = new Socket(url.getHost(), url.getPort())) {
            connection.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            // When
            connection.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            // Then
            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/event-stream")
                    .contains("\"status\": \"UP\"");
        }
    }

    private PostEvent large(String title) {
        var post = LivePosts.created(author, title);
        var state = post.data();
        return PostEvent.of(
                post.eventId(),
                post.type(),
                post.timestamp(),
                1,
                new PostState(
                        state.postId(),
                        author,
                        "ada",
                        new PostContent(
                                title, "x".repeat(10_000), state.content().tags()),
                        state.createdAt(),
                        state.updatedAt()));
    }

    private static long readToTheEnd(InputStream stream) {
        long bytes = 0;
        var buffer = new byte[65_536];
        try {
            for (int read = 0; read >= 0; read = stream.read(buffer)) {
                bytes += read;
            }
        } catch (IOException reset) {
            return bytes;
        }
        return bytes;
    }

    private static int listeners() {
        var gauge = given().get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("feed_listeners "))
                .findFirst()
                .orElseThrow();
        return (int) Double.parseDouble(gauge.substring("feed_listeners ".length()));
    }

    private URI stream() throws Exception {
        return url.toURI();
    }

    private void publish(PostEvent... events) {
        for (PostEvent event : events) {
            topic.publish(event);
        }
    }

    private static List<Told> told(EventSource listening, PostEvent post) {
        return listening.of(post.data().postId());
    }
}
