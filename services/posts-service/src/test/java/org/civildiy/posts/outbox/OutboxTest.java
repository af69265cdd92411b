package org.civildiy.posts.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.NewPost;
import org.civildiy.posts.post.StoredPost;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.posts.PendingPosts.leased;
import static org.civildiy.posts.PostsApi.as;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;

@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class OutboxTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    Backends backends;

    private String brokers;
    private Documents documents;
    private Topic topic;

    @BeforeEach
    void read_the_topic_when_the_service_is_connected() {
        await("the service has found the broker").atMost(SOON).until(this::isConnected);
        brokers = backends.environment().get("KAFKA_HOST");
        topic = new Topic(brokers);
        documents = new Documents(backends);
    }

    @AfterEach
    void close() {
        topic.close();
        documents.close();
    }

    @Test
    void the_topic_is_compacted_and_has_12_partitions() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            // When
            var description = admin.describeTopics(List.of("posts-events"))
                    .allTopicNames()
                    .get()
                    .get("posts-events");
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, "posts-events");
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            // Then
            assertThat(description.partitions()).hasSize(12);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void each_change_is_published_in_order_with_the_whole_post() {
        // When
        var id = newPost(201);
        updatePost(201, id, "{\"title\": \"New\"}").statusCode(200);
        var last = readPost(id).extract();
        deletePost(201, id).statusCode(200);
        // Then
        await().atMost(SOON).until(() -> topic.versionsOf(id).equals(List.of(1L, 2L, 3L)));
        var events = topic.recordsOf(id).stream().map(Topic::eventOf).toList();
        assertThat(events)
                .extracting(event -> event.type())
                .containsExactly(PostEventType.CREATED, PostEventType.UPDATED, PostEventType.DELETED);
        assertThat(events.get(1).data())
                .isEqualTo(new PostState(
                        id,
                        201,
                        "name201",
                        new PostContent("New", "Content", List.of("a")),
                        Instant.parse(last.path("created_at")),
                        Instant.parse(last.path("updated_at"))));
        assertThat(events.get(2).data()).isEqualTo(PostState.identity(id, 201, "name201"));
    }

    @Test
    void a_record_has_cloudevents_headers_and_the_trace_of_its_request() {
        // Given
        var trace = "0af7651916cd43dd8448eb211c80319c";
        // When
        String id = as(202).header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .contentType(ContentType.JSON)
                .body("{\"title\": \"T\", \"content\": \"C\"}")
                .post("/api/posts")
                .path("id");
        // Then
        await().atMost(SOON).until(() -> topic.recordsOf(id).size() == 1);
        var record = topic.recordsOf(id).getFirst();
        var event = Topic.eventOf(record);
        var headers = StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", event.eventId())
                .containsEntry("ce_type", "post.created")
                .containsEntry("ce_source", "/api/posts")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time");
        assertThat(headers.get("traceparent")).startsWith("00-" + trace + "-");
    }

    @Test
    void what_is_published_leaves_the_document() {
        // When
        var id = newPost(203);
        // Then
        await().atMost(SOON).until(() -> !document(id).containsKey("outbox"));
        assertThat(document(id)).doesNotContainKeys("unpublished_since", "leased_until");
        assertThat(document(id)).containsEntry("version", 1L);
    }

    @Test
    void a_deleted_post_leaves_nothing_behind() {
        // Given
        var id = newPost(203);
        // When
        deletePost(203, id);
        // Then
        await().atMost(SOON).until(() -> document(id) == null);
        assertThat(topic.versionsOf(id)).containsExactly(1L, 2L);
    }

    @Test
    void changes_at_the_same_moment_are_published_in_version_order_and_end_with_the_last() {
        // Given
        var id = newPost(204);
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            IntStream.range(0, 30)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> updatePost(204, id, "{\"title\": \"" + number + "\"}")
                                    .statusCode(200),
                            threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        // Then
        await().atMost(SOON).until(() -> !document(id).containsKey("outbox"));
        assertThat(topic.versionsOf(id))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 31).boxed().toList());
    }

    @Test
    void events_of_a_dead_instance_are_published_when_its_lease_has_expired() {
        // Given
        var author = new Author(207, "ada", null);
        var leaseEnd = Instant.now().plusSeconds(2);
        var left = leased(
                StoredPost.created(new ObjectId(), new NewPost("T", "C", List.of()), author, Instant.now()), leaseEnd);
        // When
        documents.insert(left);
        // Then
        await().atMost(SOON).until(() -> !document(left.post().id()).containsKey("outbox"));
        assertThat(Instant.now()).isAfter(leaseEnd);
        assertThat(topic.versionsOf(left.post().id())).containsExactly(1L);
    }

    private boolean isConnected() {
        return given().get("/health/ready").then().extract().path("checks.find { it.name == 'Kafka' }.data.connected");
    }

    private Document document(String id) {
        return documents.find(id);
    }
}
