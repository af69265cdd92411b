package org.civildiy.acceptance;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.Listening.Told;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.Answers.problem;

/** docs/contract.md section 6: the global stream as it happens, through the gateway, which must not hold anything back. */
@AcceptanceTest
class LiveStreamContractTest {
    private final Visitor visitor;
    private final Operator operator;

    LiveStreamContractTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @Test
    void anybody_is_told_of_a_post_of_its_change_and_of_its_end() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        try (var listening = Listening.at(visitor.gateway(), null)) {
            // When
            var post = ada.posts("Heard at once");
            listening.awaitTold(post, 1);
            ada.put("/api/posts/" + post, Map.of("title", "Heard again"));
            ada.delete("/api/posts/" + post);
            // Then
            assertThat(listening.awaitTold(post, 3)).extracting(Told::name).containsExactly("", "", "post.deleted");
            assertThat(listening.of(post).get(0).data())
                    .contains("\"title\":\"Heard at once\"")
                    .contains("\"event_type\":\"post.created\"");
            assertThat(listening.of(post).get(1).data()).contains("\"title\":\"Heard again\"");
            assertThat(listening.response().headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/event-stream");
        }
    }

    @Test
    void who_comes_back_with_the_last_id_has_missed_nothing() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        Told last;
        try (var before = Listening.at(visitor.gateway(), null)) {
            last = before.awaitTold(ada.posts("Heard"), 1).getFirst();
        }
        var missed = ada.posts("Missed");
        // When
        try (var back = Listening.at(visitor.gateway(), last)) {
            // Then
            assertThat(back.awaitTold(missed, 1)).hasSize(1);
        }
    }

    @Test
    void listeners_of_every_instance_are_told_whichever_projects_it_and_one_that_stops_ends_their_streams()
            throws Exception {
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
            assertThat(one.awaitTold(post, 1)).isEqualTo(other.awaitTold(post, 1));
            operator.scale("feed-service", 1);
            assertThat(other.end()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(one.end()).isNotDone();
        } finally {
            operator.scale("feed-service", 1);
        }
    }

    @Test
    void what_is_no_id_is_a_400() {
        // When
        var answer = visitor.request().header("Last-Event-ID", "yesterday").get("/api/activity-stream/live");
        // Then
        answer.then().spec(problem(400));
    }

    private static URI address(Instance instance) {
        return URI.create("http://" + instance.address() + ":" + instance.port());
    }
}
