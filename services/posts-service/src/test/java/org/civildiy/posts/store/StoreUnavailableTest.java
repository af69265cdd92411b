package org.civildiy.posts.store;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backends;
import org.civildiy.posts.RealBackends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.local.Backend.MONGODB;
import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.as;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class StoreUnavailableTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration ABOUT_3_S = Duration.ofMillis(3500);
    private static final Duration IN_TIME = Duration.ofSeconds(5);
    private static final int CROWD = 300;

    Backends backends;

    private String id;

    @BeforeEach
    void a_post_is_there() {
        id = newPost(301);
    }

    @AfterEach
    void mongodb_is_back() {
        backends.restart(MONGODB);
        await("the service has found MongoDB again")
                .atMost(SOON)
                .until(() -> given().get("/api/posts/" + id).statusCode() == 200);
    }

    @Test
    void without_mongodb_every_request_is_answered_with_503() {
        // When
        backends.stop(MONGODB);
        // Then
        assertAway(() -> given().get("/api/posts/" + id));
        assertAway(() -> given().get("/api/posts"));
        assertAway(() -> as(301).contentType(ContentType.JSON)
                .body("{\"title\": \"T\", \"content\": \"C\"}")
                .post("/api/posts"));
        assertAway(() -> as(301).contentType(ContentType.JSON).body("{}").put("/api/posts/" + id));
        assertAway(() -> as(301).delete("/api/posts/" + id));
    }

    @Test
    void without_mongodb_the_service_is_alive_and_not_ready() {
        // When
        backends.stop(MONGODB);
        // Then
        given().get("/health/live").then().statusCode(200);
        given().get("/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'MongoDB' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'MongoDB' }.data.reason", equalTo("MongoDB does not answer"))
                .body("checks.find { it.name == 'Kafka' }.status", equalTo("UP"));
    }

    @Test
    void a_frozen_mongodb_hangs_no_request() throws Exception {
        // Given
        var frozen = String.valueOf(backends.pid(MONGODB));
        signal("-STOP", frozen);
        try {
            // When, Then
            assertAway(() -> given().get("/api/posts/" + id));
            assertAway(() -> as(301).contentType(ContentType.JSON).body("{}").put("/api/posts/" + id));
        } finally {
            signal("-CONT", frozen);
        }
    }

    @Test
    void a_crowd_at_a_frozen_mongodb_is_answered_in_time_and_takes_no_more_threads_or_connections() throws Exception {
        // Given
        var frozen = String.valueOf(backends.pid(MONGODB));
        var threads = metric("jvm_threads_live_threads");
        signal("-STOP", frozen);
        try {
            // When
            var begun = Instant.now();
            var statuses = statusesOf(CROWD);
            var took = Duration.between(begun, Instant.now());
            // Then
            assertThat(statuses).hasSize(CROWD).containsOnly(503);
            assertThat(took).isLessThan(IN_TIME);
            assertThat(metric("jvm_threads_live_threads")).isLessThan(threads + 30);
            assertThat(metric("mongodb_driver_pool_size")).isBetween(0.0, 50.0);
        } finally {
            signal("-CONT", frozen);
        }
    }

    @Test
    void when_mongodb_is_back_so_is_every_post() {
        // Given
        backends.stop(MONGODB);
        // When
        backends.restart(MONGODB);
        // Then
        await().atMost(SOON).until(() -> given().get("/api/posts/" + id).statusCode() == 200);
        readPost(id).body("title", equalTo("Title"));
    }

    private static void assertAway(Supplier<Response> request) {
        var begun = Instant.now();
        request.get()
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", not(nullValue()))
                .body("detail", equalTo("Posts cannot be reached at the moment; try again shortly."));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(ABOUT_3_S);
    }

    /** What so many clients are answered who all want to read the post at the same moment. */
    private List<Integer> statusesOf(int clients) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/posts/" + id))
                .timeout(IN_TIME)
                .build();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = HttpClient.newBuilder()
                        .executor(threads)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            return IntStream.range(0, clients)
                    .mapToObj(number -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                    .toList()
                    .stream()
                    .map(answer -> answer.join().statusCode())
                    .toList();
        }
    }

    private static double metric(String name) {
        return given().get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void signal(String name, String pid) throws Exception {
        new ProcessBuilder("kill", name, pid).start().waitFor();
    }
}
