package org.civildiy.posts.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.NewPost;
import org.civildiy.posts.post.StoredPost;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.posts.PendingPosts.published;
import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.as;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** docs/contract.md section 4: an {@code Idempotency-Key} repeated within 24 h creates nothing. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class IdempotencyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long ADA = 401;
    private static final NewPost DRAFT = new NewPost("Title", "Content", List.of("a"));
    private static final String JSON = """
            {"title": "Title", "content": "Content", "tags": ["a"]}""";

    Backends backends;

    private final String key = UUID.randomUUID().toString();
    private Documents documents;

    @BeforeEach
    void open() {
        documents = new Documents(backends);
    }

    @AfterEach
    void close() {
        documents.close();
    }

    @Test
    void a_repeated_key_answers_the_first_post_again_and_creates_nothing() {
        // Given
        var ada = unusedUser();
        var first = create(ada, key, JSON);
        // When
        var again = create(ada, key, JSON);
        // Then
        again.then()
                .statusCode(201)
                .header("Location", first.header("Location"))
                .header("ETag", "\"1\"")
                .header("X-Stream-Position", first.header("X-Stream-Position"))
                .body(equalTo(first.asString()));
        given().get("/api/posts?user_id=" + ada).then().body("", hasSize(1));
    }

    @Test
    void a_keyed_post_is_told_like_any_other_and_once() {
        // Given
        var id = idOf(create(ADA, key, JSON));
        // When
        create(ADA, key, JSON);
        // Then
        await().atMost(SOON).until(() -> !documents.find(id).containsKey("outbox"));
        try (var topic = new Topic(backends.environment().get("KAFKA_HOST"))) {
            assertThat(topic.versionsOf(id)).containsExactly(1L);
        }
    }

    @Test
    void what_was_changed_meanwhile_is_answered_as_it_is_now() {
        // Given
        var id = idOf(create(ADA, key, JSON));
        updatePost(ADA, id, "{\"title\": \"Changed\"}").statusCode(200);
        // When
        var again = create(ADA, key, JSON);
        // Then
        again.then()
                .statusCode(201)
                .header("ETag", "\"2\"")
                .body("id", equalTo(id))
                .body("title", equalTo("Changed"));
    }

    @Test
    void another_post_under_the_same_key_is_a_409_and_creates_nothing() {
        // Given
        var ada = unusedUser();
        create(ada, key, JSON);
        // When
        var other = create(ada, key, "{\"title\": \"Another\", \"content\": \"Content\", \"tags\": [\"a\"]}");
        // Then
        other.then().statusCode(409).contentType(PROBLEM);
        given().get("/api/posts?user_id=" + ada).then().body("title", contains("Title"));
    }

    @Test
    void another_user_may_use_the_same_key() {
        // Given
        var hers = idOf(create(ADA, key, JSON));
        // When
        var his = create(ADA + 1, key, JSON);
        // Then
        his.then().statusCode(201);
        assertThat(idOf(his)).isNotEqualTo(hers);
    }

    @Test
    void of_requests_at_the_same_moment_one_creates_and_all_are_answered_with_its_post() {
        // Given
        var ada = unusedUser();
        // When
        var answers = createAtOnce(10, ada);
        // Then
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(IdempotencyTest::idOf).distinct()).hasSize(1);
        given().get("/api/posts?user_id=" + ada).then().body("", hasSize(1));
    }

    @Test
    void a_deleted_post_is_not_brought_back_by_a_late_repetition() {
        // Given
        var id = idOf(create(ADA, key, JSON));
        deletePost(ADA, id).statusCode(200);
        await().atMost(SOON).until(() -> !documents.find(id).containsKey("outbox"));
        // When
        var late = create(ADA, key, JSON);
        // Then
        late.then().statusCode(409).contentType(PROBLEM);
        readPost(id).statusCode(404);
        assertThat(documents.find(id)).doesNotContainKeys("title", "content", "tags");
    }

    @Test
    void a_key_of_another_instance_counts_as_well() {
        // Given
        var other = published(madeWithKeyAt(Instant.now()), 1);
        create(ADA, UUID.randomUUID().toString(), JSON);
        documents.insert(other);
        // When
        var again = create(ADA, key, JSON);
        // Then
        again.then().statusCode(201).body("id", equalTo(other.post().id()));
    }

    @Test
    void after_24_hours_the_key_makes_a_new_post_and_the_old_one_stays() {
        // Given
        var old = published(madeWithKeyAt(yesterday()), 1);
        documents.insert(old);
        // When
        var created = create(ADA, key, JSON);
        // Then
        created.then().statusCode(201).header("ETag", "\"1\"");
        assertThat(idOf(created)).isNotEqualTo(old.post().id());
        readPost(old.post().id()).statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void after_24_hours_requests_at_the_same_moment_make_one_new_post() {
        // Given
        var old = published(madeWithKeyAt(yesterday()), 1);
        documents.insert(old);
        // When
        var answers = createAtOnce(4, ADA);
        // Then
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(IdempotencyTest::idOf).distinct())
                .hasSize(1)
                .doesNotContain(old.post().id());
    }

    @Test
    void after_24_hours_a_key_leaves_its_document_and_a_deleted_post_goes() {
        // Given
        var author = new Author(ADA, "ada", null);
        var live = published(madeWithKeyAt(yesterday()), 1);
        var gone = published(
                madeWithKeyAt(yesterday(), UUID.randomUUID().toString()).deleted(author, Instant.now()), 2);
        // When
        documents.insert(live);
        documents.insert(gone);
        // Then
        await().atMost(SOON).until(() -> documents.find(gone.post().id()) == null);
        await().atMost(SOON).until(() -> !documents.find(live.post().id()).containsKey("idempotency_key"));
        assertThat(documents.find(live.post().id()))
                .doesNotContainKeys("idempotency_until", "idempotency_draft")
                .containsEntry("version", 1L);
    }

    private StoredPost madeWithKeyAt(Instant time) {
        return madeWithKeyAt(time, key);
    }

    private static StoredPost madeWithKeyAt(Instant time, String key) {
        var author = new Author(ADA, "ada", null);
        return StoredPost.created(new ObjectId(), DRAFT, author, time)
                .keyed(IdempotencyKey.of(key, DRAFT, author, time));
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofHours(25));
    }

    private List<Response> createAtOnce(int requests, long user) {
        try (var threads = Executors.newFixedThreadPool(requests)) {
            return IntStream.range(0, requests)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> create(user, key, JSON), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static Response create(long user, String key, String json) {
        return as(user).header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(json)
                .post("/api/posts");
    }

    /** A user whose posts are those of one test, however often it runs. */
    private static long unusedUser() {
        return ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000_000L);
    }

    private static String idOf(Response answer) {
        return answer.path("id");
    }
}
