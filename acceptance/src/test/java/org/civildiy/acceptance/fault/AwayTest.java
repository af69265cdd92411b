package org.civildiy.acceptance.fault;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.WholeSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

/** What goes on and what answers 503 while a part is away; when it is back, all is well without a restart of anything else. */
@AcceptanceTest
class AwayTest {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Visitor visitor;
    private final Operator operator;
    private final ActivityStream stream;

    AwayTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.stream = ActivityStream.global(visitor);
    }

    @BeforeEach
    void everything_works() {
        operator.assumeInControl();
        WholeSystem.awaitWorks(visitor);
    }

    @AfterEach
    void everything_works_again() {
        operator.restoreAll();
        WholeSystem.awaitWorks(visitor);
    }

    @Test
    void without_postgres_accounts_and_profiles_answer_503_and_the_rest_goes_on() {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.stop("postgres");
        // Then
        ada.get("/api/profile").then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        visitor.login(ada.email(), Visitor.PASSWORD).then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        visitor.register(Visitor.unusedName() + "@example.com", Visitor.unusedName(), Visitor.PASSWORD)
                .then()
                .spec(problem(503));
        ada.get("/api/auth/validate").then().statusCode(200);
        var post = ada.posts("Still here");
        stream.awaitPost(post);
        visitor.get("/api/posts/" + post).then().statusCode(200);
        ada.get("/api/activity-stream/user").then().statusCode(200);
        assertNotReady("profile-service", "PostgreSQL");
        assertNotReady("auth-service", "PostgreSQL");
    }

    @Test
    void without_mongodb_posts_answer_503_and_the_rest_goes_on() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("From before");
        stream.awaitPost(post);
        // When
        operator.stop("mongodb");
        // Then
        visitor.get("/api/posts/" + post).then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        visitor.get("/api/posts").then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        ada.post("/api/posts", Map.of("title", "t", "content", "c")).then().spec(problem(503));
        ada.put("/api/posts/" + post, "{\"title\": \"t\"}").then().spec(problem(503));
        ada.delete("/api/posts/" + post).then().spec(problem(503));
        ada.get("/api/activity-stream/user").then().statusCode(200);
        assertThat(stream.itemsOf(post)).hasSize(1);
        visitor.becomesMember().post("/api/profile", "{}").then().statusCode(201);
        assertNotReady("posts-service", "MongoDB");
    }

    @Test
    void without_redis_streams_answer_503_and_posts_go_on_and_are_in_the_stream_later() {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.stop("redis");
        // Then
        visitor.get("/api/activity-stream").then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        ada.get("/api/activity-stream/user").then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        var post = ada.posts("Written without Redis");
        visitor.get("/api/posts/" + post).then().statusCode(200);
        visitor.becomesMember().post("/api/profile", "{}").then().statusCode(201);
        assertNotReady("feed-service", "Redis");
        operator.start("redis");
        await("the stream is back")
                .atMost(WholeSystem.HEALING)
                .until(() -> visitor.get("/api/activity-stream").statusCode() == 200);
        await("with the post")
                .atMost(WholeSystem.HEALING)
                .until(() -> stream.itemsOf(post).size() == 1);
    }

    @Test
    void without_kafka_everything_goes_on_and_the_stream_follows_later() {
        // Given
        var ada = visitor.becomesMember();
        var kept = ada.posts("Kept");
        var deleted = ada.posts("Deleted");
        stream.awaitPost(kept);
        stream.awaitPost(deleted);
        // When
        operator.stop("kafka");
        // Then
        var written = ada.posts("Written without Kafka");
        ada.put("/api/posts/" + kept, "{\"title\": \"Changed\"}")
                .then()
                .statusCode(200)
                .time(lessThan(PATIENCE_MILLIS));
        ada.delete("/api/posts/" + deleted).then().statusCode(200);
        visitor.get("/api/posts/" + written).then().statusCode(200);
        visitor.get("/api/activity-stream").then().statusCode(200);
        visitor.becomesMember().post("/api/profile", "{}").then().statusCode(201);
        operator.instances("posts-service")
                .forEach(i -> i.get("/health/ready").then().statusCode(200));
        operator.start("kafka");
        await("the stream has caught up").atMost(WholeSystem.HEALING).untilAsserted(() -> {
            var titles = ActivityStream.of(ada).items().stream()
                    .map(item -> item.get("title"))
                    .toList();
            assertThat(titles).isEqualTo(List.of("Changed", "Written without Kafka"));
        });
    }

    @Test
    void without_consul_everything_goes_on() {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.stop("consul");
        // Then
        stream.awaitPost(ada.posts("Without Consul"));
        visitor.becomesMember().post("/api/profile", "{}").then().statusCode(201);
    }

    @Test
    void while_auth_service_is_away_protected_routes_are_closed_and_public_ones_open() {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.stop("auth-service");
        // Then
        assertThat(ada.get("/api/profile").statusCode()).isBetween(502, 504);
        assertThat(ada.post("/api/posts", "{}").statusCode()).isBetween(502, 504);
        assertThat(visitor.login(ada.email(), Visitor.PASSWORD).statusCode()).isIn(404, 502, 503);
        visitor.get("/api/posts").then().statusCode(200);
        visitor.get("/api/activity-stream").then().statusCode(200);
    }

    private void assertNotReady(String service, String backend) {
        for (var instance : operator.instances(service)) {
            instance.get("/health/ready")
                    .then()
                    .statusCode(503)
                    .body("status", equalTo("DOWN"))
                    .body("checks.find { it.name == '%s' }.status".formatted(backend), equalTo("DOWN"));
            instance.get("/health/live").then().statusCode(200);
        }
    }
}
