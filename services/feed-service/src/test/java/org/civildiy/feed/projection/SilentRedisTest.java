package org.civildiy.feed.projection;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

/** A Redis behind a network that swallows everything: no connection is closed, and none is answered. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class SilentRedisTest {
    private static final String OWN = "/api/activity-stream/user";

    /** More than there are connections. */
    private static final int READERS = 40;

    /** The idle timeout of 6 s, and what a busy machine adds. */
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
    private EventsTopic topic;

    @TestHTTPResource(OWN)
    URL url;

    @BeforeEach
    void openTopic() {
        topic = new EventsTopic();
    }

    @AfterEach
    void heal() {
        FeedBackends.networkToRedis().heal();
        topic.close();
    }

    @Test
    void connections_whose_peer_has_vanished_are_replaced_within_seconds() throws Exception {
        // Given
        topic.publish(LivePosts.created(author, "before"));
        awaitTitles("before");
        FeedBackends.networkToRedis().silence();
        topic.publish(LivePosts.created(author, "meanwhile"));
        assertThat(statusesOfManyReaders()).containsOnly(503);
        // When
        FeedBackends.networkToRedis().heal();
        // Then
        await("reads to be answered again").atMost(SECONDS).until(() -> read().getStatusCode() == 200);
        awaitTitles("meanwhile", "before");
    }

    private int[] statusesOfManyReaders() throws Exception {
        var request = HttpRequest.newBuilder(uri())
                .header(Caller.USER_ID, Long.toString(author))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return IntStream.range(0, READERS)
                    .mapToObj(reader -> client.sendAsync(request, BodyHandlers.discarding()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .mapToInt(HttpResponse::statusCode)
                    .toArray();
        }
    }

    private URI uri() throws Exception {
        return url.toURI();
    }

    private io.restassured.response.Response read() {
        return given().header(Caller.USER_ID, author).get(OWN);
    }

    private void awaitTitles(String... titles) {
        await("the projector to apply it")
                .atMost(RECOVERY)
                .untilAsserted(() -> read().then().statusCode(200).body("items.title", contains(titles)));
    }
}
