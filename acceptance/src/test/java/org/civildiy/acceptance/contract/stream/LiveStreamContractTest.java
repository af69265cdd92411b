package org.civildiy.acceptance.contract.stream;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Listening;
import org.civildiy.acceptance.client.Listening.Event;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Instance;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.problem;

/** docs/contract.md section 6: the live stream, through the gateway, which must not buffer it. */
@AcceptanceTest
class LiveStreamContractTest {
    private final Visitor visitor;
    private final Operator operator;

    LiveStreamContractTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @Test
    void creation_change_and_deletion_of_a_post_are_sent_to_anybody() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        try (var listening = Listening.at(visitor.gateway(), null)) {
            // When
            var post = ada.posts("Created");
            listening.awaitEvents(post, 1);
            ada.put("/api/posts/" + post, Map.of("title", "Changed"));
            ada.delete("/api/posts/" + post);
            // Then
            assertThat(listening.awaitEvents(post, 3)).extracting(Event::name).containsExactly("", "", "post.deleted");
            assertThat(listening.of(post).get(0).data())
                    .contains("\"title\":\"Created\"")
                    .contains("\"event_type\":\"post.created\"");
            assertThat(listening.of(post).get(1).data()).contains("\"title\":\"Changed\"");
            assertThat(listening.response().headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/event-stream");
        }
    }

    @Test
    void a_client_that_reconnects_with_the_last_id_misses_nothing() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        Event last;
        try (var before = Listening.at(visitor.gateway(), null)) {
            last = before.awaitEvents(ada.posts("Received"), 1).getFirst();
        }
        var missed = ada.posts("Missed");
        // When
        try (var back = Listening.at(visitor.gateway(), last)) {
            // Then
            assertThat(back.awaitEvents(missed, 1)).hasSize(1);
        }
    }

    @Test
    void every_instance_sends_every_event_and_an_instance_that_stops_ends_its_streams() throws Exception {
        // Given
        operator.assumeInControl();
        var ada = visitor.becomesMember();
        var first = operator.instances("feed-service").getFirst();
        operator.scale("feed-service", 2);
        var second = operator.instances("feed-service").stream()
                .filter(each -> !each.equals(first))
                .findFirst()
                .orElseThrow();
        try (var one = Listening.at(address(first), null);
                var other = Listening.at(address(second), null)) {
            // When
            var post = ada.posts("For all");
            // Then
            assertThat(one.awaitEvents(post, 1)).isEqualTo(other.awaitEvents(post, 1));
            operator.scale("feed-service", 1);
            assertThat(other.end()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(one.end()).isNotDone();
        } finally {
            operator.scale("feed-service", 1);
        }
    }

    @Test
    void a_malformed_last_event_id_is_a_400() {
        // When
        var response = visitor.request().header("Last-Event-ID", "yesterday").get("/api/activity-stream/live");
        // Then
        response.then().spec(problem(400));
    }

    private static URI address(Instance instance) {
        return URI.create("http://" + instance.address() + ":" + instance.port());
    }
}
