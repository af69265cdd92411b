package org.civildiy.feed.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.events.GoldenSample;
import org.civildiy.events.PostsTopic;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;
import org.civildiy.feed.fixture.WireJson;
import org.civildiy.feed.stream.Stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

/** Records that are no events: each becomes one dead letter, and operators list and replay them. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class DeadLettersTest {
    private static final String STREAM = "/api/activity-stream";
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
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
    void an_unreadable_record_is_dead_lettered_and_the_stream_goes_on() {
        // Given
        String key = UUID.randomUUID().toString();
        // When
        var origin = topic.publish(key, GoldenSample.NO_POST_ID.bytes());
        topic.publish(LivePosts.created(author, "after it"));
        // Then
        awaitTitles("after it");
        var letter = await("the dead letter")
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> topic.deadLetters().stream()
                                .filter(each -> key.equals(text(each.key())))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(letter.value()).isEqualTo(GoldenSample.NO_POST_ID.bytes());
        assertThat(header(letter, "dead-letter-reason")).contains("post_id");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo(PostsTopic.NAME);
        assertThat(header(letter, "dead-letter-partition")).isEqualTo(Integer.toString(origin.partition()));
        assertThat(header(letter, "dead-letter-offset")).isEqualTo(Long.toString(origin.offset()));
    }

    @Test
    void a_dead_letter_is_listed_and_replayed_unchanged() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        var origin = topic.publish(key, GoldenSample.NO_POST_ID.bytes());
        try (var tool = new DeadLetterTool(topic.connection())) {
            var letter = awaitLetter(tool, key, origin.offset());
            // When
            tool.replay();
            // Then
            assertThat(DeadLetterTool.line(letter))
                    .contains("origin=posts-events/%d/%d ".formatted(origin.partition(), origin.offset()))
                    .contains("post_id");
            assertThat(tool.waiting()).noneMatch(each -> each.offset() <= letter.offset());
            var again = awaitLetter(tool, key, origin.offset() + 1);
            assertThat(again.value()).isEqualTo(GoldenSample.NO_POST_ID.bytes());
            assertThat(again.headers().headers("dead-letter-reason")).hasSize(1);
        }
    }

    /** An emptied Redis makes the projector read the whole topic again. */
    @Test
    void a_dead_letter_is_not_published_again_when_the_topic_is_read_again() {
        // Given
        String key = UUID.randomUUID().toString();
        var origin = topic.publish(key, GoldenSample.NO_POST_ID.bytes());
        await("its offset to be committed").until(() -> topic.committed("feed-service", origin) > origin.offset());
        // When
        FeedBackends.emptyRedis();
        topic.publish(LivePosts.created(author, "after it"));
        // Then
        awaitTitles("after it");
        await("all of the topic to be read again")
                .until(this::stats, each -> Long.valueOf(0).equals(each.consumerLag()));
        assertThat(topic.deadLetters())
                .filteredOn(each -> key.equals(text(each.key())))
                .hasSize(1);
    }

    /** The dead letter of this key from this offset or a later one. */
    private static ConsumerRecord<byte[], byte[]> awaitLetter(DeadLetterTool tool, String key, long offset) {
        return await("the dead letter")
                .atMost(RECOVERY)
                .until(
                        () -> tool.waiting().stream()
                                .filter(each -> key.equals(text(each.key())))
                                .filter(each -> Long.parseLong(header(each, "dead-letter-offset")) >= offset)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitTitles(String... titles) {
        await("the projector to apply it")
                .atMost(RECOVERY)
                .untilAsserted(() -> own().body("items.title", contains(titles)));
    }

    private ValidatableResponse own() {
        return given().header(Caller.USER_ID, author)
                .get(STREAM + "/user")
                .then()
                .statusCode(200);
    }

    private Stats stats() throws JsonProcessingException {
        return WireJson.read(given().get(STREAM + "/stats").asString(), Stats.class);
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return text(letter.headers().lastHeader(name).value());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
