package org.civildiy.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.events.GoldenSample;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.local.PackagedService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The subcommands of the packaged program, a native executable or a jar, beside a running instance. */
@QuarkusIntegrationTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class SubcommandsIT {
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
    void help_names_the_environment_variables() throws Exception {
        // When
        var run = run("help");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("KAFKA_HOST", "REDIS_URL");
    }

    @Test
    void healthy_exits_with_0_beside_an_instance_that_is_ready() throws Exception {
        // When
        var run = run("healthy");
        // Then
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void dlq_replay_puts_a_dead_letter_that_is_still_unreadable_behind_the_others() throws Exception {
        // Given
        var key = UUID.randomUUID().toString();
        var sent = topic.publish(key, GoldenSample.NO_POST_ID.bytes());
        var origin = "origin=posts-events/%d/%d ".formatted(sent.partition(), sent.offset());
        await("the dead letter")
                .atMost(Duration.ofSeconds(60))
                .until(() -> deadLetter(origin).isPresent());
        var before = deadLetter(origin).orElseThrow();
        // When
        var replay = run("dlq-replay");
        // Then
        assertThat(replay.exitCode()).isZero();
        assertThat(replay.output())
                .contains("dead letters sent again", "[audit] event=operated verb=dlq-replay exit=0");
        assertThat(deadLetter(origin))
                .hasValueSatisfying(after ->
                        assertThat(after).isNotEqualTo(before).endsWith(before.substring(before.indexOf(origin))));
    }

    @Test
    void rebuild_feed_ends_when_the_new_streams_are_swapped_in() throws Exception {
        // When
        var run = run("rebuild-feed");
        // Then
        assertThat(run.output()).contains("swapped in");
        assertThat(run.exitCode()).isZero();
    }

    /** The line that {@code dlq} prints for the dead letter of this origin. */
    private static Optional<String> deadLetter(String origin) throws InterruptedException {
        return run("dlq").output().lines().filter(line -> line.contains(origin)).findFirst();
    }

    private static PackagedService.Run run(String subcommand) throws InterruptedException {
        var environment = new HashMap<>(FeedBackends.running().environment());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(RestAssured.port));
        return PackagedService.ofThisModule().run(environment, subcommand);
    }
}
