package org.civildiy.posts.legacy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.local.Backends;
import org.civildiy.outbox.mongodb.OutboxQueries;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;
import org.civildiy.posts.store.StoredPostCodecs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.equalTo;

/** What {@code make import} does, beside a running service and, in databases of their own, without one. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class LegacyPostsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant CREATED = Instant.parse("2025-11-03T12:34:56.843Z");
    private static final Instant UPDATED = Instant.parse("2025-11-04T01:02:03.004Z");

    Backends backends;

    private MongoClient mongo;
    private MongoDatabase served;
    private MongoDatabase unserved;
    private Topic topic;
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        var environment = backends.environment();
        mongo = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(environment.get("MONGODB_URL")))
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromProviders(new StoredPostCodecs()),
                        MongoClientSettings.getDefaultCodecRegistry()))
                .build());
        served = mongo.getDatabase(environment.get("MONGODB_DB"));
        unserved = mongo.getDatabase("old_" + UUID.randomUUID().toString().replace('-', '_'));
        topic = new Topic(environment.get("KAFKA_HOST"));
    }

    @AfterEach
    void close() {
        unserved.drop();
        mongo.close();
        topic.close();
    }

    @Test
    void an_old_post_gets_version_1_and_its_event_at_the_time_of_its_last_change() {
        // Given
        var id = keep(served, old("<p>Old &amp; good</p>"));
        // When
        bring(served, new LegacyUserNames(Map.of(501L, "ada")));
        // Then
        var events = topic.recordsOf(id).stream().map(Topic::eventOf).toList();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().type()).isEqualTo(PostEventType.CREATED);
        assertThat(events.getFirst().timestamp()).isEqualTo(UPDATED);
        assertThat(events.getFirst().version()).hasValue(1);
        assertThat(events.getFirst().data())
                .isEqualTo(new PostState(
                        id,
                        501,
                        "ada",
                        new PostContent("Old", "<p>Old &amp; good</p>", List.of("a")),
                        CREATED,
                        UPDATED));
        readPost(id)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("content", equalTo("<p>Old &amp; good</p>"))
                .body("created_at", equalTo("2025-11-03T12:34:56.843Z"))
                .body("updated_at", equalTo("2025-11-04T01:02:03.004Z"));
    }

    @Test
    void times_that_went_through_json_are_utc_and_nothing_of_it_is_lost() {
        // Given
        var id = keep(
                served,
                old("Content")
                        .append("created_at", "2025-11-03T12:34:56.843429")
                        .append("updated_at", "2025-11-04T01:02:03.004000"));
        // When
        bring(served, LegacyUserNames.NONE);
        // Then
        var data = Topic.eventOf(topic.recordsOf(id).getFirst()).data();
        assertThat(data.createdAt()).isEqualTo(CREATED);
        assertThat(data.updatedAt()).isEqualTo(UPDATED);
        assertThat(data.username()).isEqualTo("user_501");
    }

    @Test
    void what_the_old_system_left_out_is_empty_and_hinders_nothing() {
        // Given
        var id = keep(
                served,
                new Document("_id", new ObjectId())
                        .append("user_id", 501)
                        .append("title", null)
                        .append("tags", null));
        // When
        bring(served, LegacyUserNames.NONE);
        // Then
        var event = Topic.eventOf(topic.recordsOf(id).getFirst());
        assertThat(event.data().content().title()).isEmpty();
        assertThat(event.timestamp()).isEqualTo(new ObjectId(id).getDate().toInstant());
    }

    @Test
    void a_second_run_does_nothing_twice() {
        // Given
        var id = keep(served, old("Content"));
        bring(served, LegacyUserNames.NONE);
        // When
        var again = bring(served, LegacyUserNames.NONE);
        // Then
        assertThat(again).contains("posts of the system before: 0", "done brought=0 left_alone=0");
        assertThat(topic.versionsOf(id)).containsExactly(1L);
    }

    @Test
    void what_its_owner_has_changed_here_already_is_not_told_again() {
        // Given
        var id = keep(served, old("Content"));
        updatePost(501, id, "{\"title\": \"New\"}").statusCode(200);
        // When
        bring(served, LegacyUserNames.NONE);
        // Then
        assertThat(topic.versionsOf(id)).containsExactly(2L);
        readPost(id).header("ETag", "\"2\"").body("title", equalTo("New"));
    }

    @Test
    void what_can_be_no_post_here_is_named_and_left_as_it_is() {
        // Given
        var noId = old("Content").append("_id", "not an ObjectId");
        var tooLarge = old("x".repeat(1_000_001));
        keep(unserved, noId);
        keep(unserved, tooLarge);
        // When
        var said = bring(unserved, LegacyUserNames.NONE);
        // Then
        assertThat(said)
                .contains("left alone id=not an ObjectId reason=\"its _id is not an ObjectId\"")
                .contains("left alone id=" + tooLarge.getObjectId("_id")
                        + " reason=\"it is larger than the topic takes\"")
                .contains("done brought=0 left_alone=2");
        assertThat(unserved.getCollection("posts").find()).containsExactlyInAnyOrder(noId, tooLarge);
    }

    @Test
    void it_runs_no_further_ahead_of_the_service_than_its_bound_and_says_whom_it_waits_for() {
        // Given
        var all = IntStream.range(0, LegacyPosts.MAX_WAITING + 100)
                .mapToObj(number -> old("Content " + number))
                .toList();
        unserved.getCollection("posts").insertMany(all);
        // When // Then
        assertThatThrownBy(() -> bring(unserved, LegacyUserNames.NONE, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("are posts-service and Kafka running?");
        var waiting = OutboxQueries.waitingSince(Instant.now());
        assertThat(unserved.getCollection("posts").countDocuments(waiting))
                .isPositive()
                .isLessThanOrEqualTo(LegacyPosts.MAX_WAITING);
    }

    private static Document old(String content) {
        return new Document("_id", new ObjectId())
                .append("user_id", 501)
                .append("title", "Old")
                .append("content", content)
                .append("tags", List.of("a"))
                .append("created_at", Date.from(CREATED))
                .append("updated_at", Date.from(UPDATED));
    }

    private static String keep(MongoDatabase database, Document document) {
        database.getCollection("posts").insertOne(document);
        return document.get("_id").toString();
    }

    private String bring(MongoDatabase database, LegacyUserNames names) {
        return bring(database, names, PATIENCE);
    }

    private String bring(MongoDatabase database, LegacyUserNames names, Duration timeout) {
        progress.reset();
        new LegacyPosts(database, names, new PrintStream(progress, true, UTF_8), timeout).run();
        return progress.toString(UTF_8);
    }
}
