package org.civildiy.acceptance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** CONTRACT.md section 7: instances come and go while requests flow, and nobody notices. */
@AcceptanceTest
class ScalingTest {
    private final Visitor visitor;
    private final Operator operator;

    ScalingTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void a_second_instance_appears_and_disappears_without_a_failed_request(String service) {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        ada.post("/api/profile", "{}");
        var first = operator.instances(service);
        try (var traffic = Traffic.of(
                () -> ada.post("/api/posts", "{\"title\": \"t\", \"content\": \"c\"}"),
                () -> ada.get("/api/profile"),
                () -> ada.get("/api/auth/validate"),
                () -> ada.get("/api/activity-stream/user?limit=1"))) {
            // When
            operator.scale(service, 2);
            var second = operator.instances(service).stream()
                    .filter(instance -> !first.contains(instance))
                    .findFirst()
                    .orElseThrow();
            await("the second instance takes its share").until(() -> second.requests() > 20);
            operator.scale(service, 1);
            // Then
            traffic.awaitMore(50);
            assertThat(operator.instances(service)).isEqualTo(first);
            assertThat(traffic.failures()).isEmpty();
        }
    }
}
