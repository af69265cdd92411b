package org.civildiy.acceptance.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Traffic;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.WholeSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

/** docs/contract.md section 7: instances start, restart and stop under load without a failed request. */
@AcceptanceTest
class ScalingTest {
    private static final Duration MAX_STOP = Duration.ofSeconds(10);

    private final Visitor visitor;
    private final Operator operator;

    ScalingTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void scaling_to_two_restarting_both_in_turn_and_scaling_back_fail_no_request(String service) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        ada.post("/api/profile", "{}");
        var post = "/api/posts/" + ada.posts("Read all the time");
        var first = operator.instances(service);
        try (var traffic = Traffic.of(
                () -> ada.post("/api/posts", "{\"title\": \"t\", \"content\": \"c\"}"),
                () -> ada.postsOnce("the same", "once"),
                () -> ada.put(post, "{\"title\": \"changed\"}"),
                () -> visitor.get(post),
                () -> ada.put("/api/profile", "{\"city\": \"Here\"}"),
                () -> ada.get("/api/auth/validate"),
                () -> visitor.login(ada.email(), Visitor.PASSWORD),
                () -> visitor.get("/api/activity-stream?limit=1"),
                () -> ada.get("/api/activity-stream/user?limit=1"))) {
            // When
            operator.scale(service, 2);
            awaitBothServe(service);
            var firstStop = operator.restart(service);
            awaitBothServe(service);
            var secondStop = operator.restart(service + "-2");
            awaitBothServe(service);
            var lastStop = timed(() -> operator.scale(service, 1));
            // Then
            traffic.awaitMore(50);
            assertThat(operator.instances(service)).isEqualTo(first);
            assertThat(List.of(firstStop, secondStop, lastStop)).allMatch(took -> took.compareTo(MAX_STOP) < 0);
            assertThat(traffic.failures()).isEmpty();
            visitor.get("/api/posts?tag=once&user_id=" + ada.id()).then().body("", hasSize(1));
        }
    }

    /** A restarted process counts its requests from 0. */
    private void awaitBothServe(String service) {
        await("both instances serve requests")
                .atMost(WholeSystem.HEALING)
                .until(
                        () -> operator.instances(service),
                        both -> both.size() == 2 && both.stream().allMatch(instance -> instance.requests() > 20));
    }

    private static Duration timed(Runnable operation) {
        var start = Instant.now();
        operation.run();
        return Duration.between(start, Instant.now());
    }
}
