package org.civildiy.acceptance.contract.stream;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.client.Answers.TIMESTAMP;
import static org.hamcrest.Matchers.equalTo;

/** docs/contract.md section 6: the statistics of the streams are measured values. */
@AcceptanceTest
class StatisticsContractTest {
    private final Visitor visitor;
    private final ActivityStream stream;

    StatisticsContractTest(Visitor visitor) {
        this.visitor = visitor;
        this.stream = ActivityStream.global(visitor);
    }

    @Test
    void statistics_have_the_fields_of_the_contract() {
        // When
        var stats = visitor.get("/api/activity-stream/stats");
        // Then
        stats.then()
                .statusCode(200)
                .body("redis_connected", equalTo(true))
                .body("kafka_consumer_active", equalTo(true));
        assertThat(stats.jsonPath().<String, Object>getMap("$"))
                .containsOnlyKeys(
                        "global_activity_count",
                        "redis_connected",
                        "kafka_consumer_active",
                        "consumer_lag",
                        "events_applied",
                        "events_skipped",
                        "dead_letters",
                        "last_event_at");
    }

    @Test
    void statistics_are_measured() {
        // Given
        var ada = visitor.becomesMember();
        stream.awaitPost(ada.posts("Before"));
        var before = statistics();
        // When
        stream.awaitPost(ada.posts("After"));
        // Then
        await().untilAsserted(() -> {
            var after = statistics();
            assertThat(number(after, "events_applied")).isGreaterThan(number(before, "events_applied"));
            assertThat(number(after, "global_activity_count"))
                    .isEqualTo(visitor.get("/api/activity-stream")
                            .<Integer>path("total")
                            .longValue());
            assertThat((String) after.get("last_event_at")).matches(TIMESTAMP).isGreaterThan((String)
                    before.get("last_event_at"));
            assertThat(number(after, "consumer_lag")).isZero();
        });
    }

    private Map<String, Object> statistics() {
        return visitor.get("/api/activity-stream/stats").jsonPath().getMap("$");
    }

    private static long number(Map<String, Object> statistics, String name) {
        return ((Number) statistics.get(name)).longValue();
    }
}
