package org.civildiy.chaos.check;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.inspect.TopicReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.check.HistoryBuilder.broken;

class TopicCheckTest {
    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void a_version_that_is_published_again_before_the_newest_is_allowed() {
        // Given
        history.created("a", 1)
                .recorded("a", 1, 1)
                .updated("a", 2, 2)
                .recorded("a", 1, 1)
                .recorded("a", 2, 2);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_acknowledged_version_that_is_never_published_is_lost() {
        // Given
        history.created("a", 1).updated("a", 2, 2);
        history.topic.removeLast();
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.LOST);
        assertThat(violations).anyMatch(one -> one.what().equals("topic: version 2 of post a; the topic ends with 1"));
    }

    @Test
    void an_acknowledged_delete_that_is_never_published_is_lost() {
        // Given
        history.created("a", 1).deleted("a", 2, 2);
        history.topic.removeLast();
        // When
        var violations = history.violations();
        // Then
        assertThat(violations)
                .anyMatch(one -> one.what().equals("topic: post a was deleted and the topic has no event of it"));
    }

    @Test
    void versions_out_of_order_are_reported() {
        // Given
        history.created("a", 1).updated("a", 2, 2).updated("a", 3, 3);
        Collections.swap(history.topic, 0, 1);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations)
                .extracting(PromiseViolation::what)
                .containsExactly("topic: version 1 of post a comes behind version 2");
    }

    @Test
    void events_that_a_fault_has_deleted_are_not_missed() {
        // Given
        history.created("a", 1).updated("a", 2, 2).updated("a", 3, 3).created("b", 4);
        history.topic.removeIf(event -> event.version() == 1);
        history.eventsDeleted = true;
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_old_version_as_the_last_record_is_what_compaction_would_keep() {
        // Given
        history.created("a", 1).updated("a", 2, 2).recorded("a", 1, 1);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations)
                .extracting(PromiseViolation::what)
                .containsExactly(
                        "topic: the last record of post a is version 1 though there is 2: compaction would keep "
                                + "the old one");
    }

    @Test
    void a_version_between_others_that_is_not_published_is_a_gap() {
        // Given
        history.created("a", 1).updated("a", 2, 2).updated("a", 3, 3);
        history.topic.remove(1);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations)
                .extracting(PromiseViolation::what)
                .containsExactly("topic: of post a there are the versions [1, 3]");
    }

    @Test
    void another_text_than_the_write_of_that_version_is_wrong() {
        // Given
        history.created("a", 1).updated("a", 2, 2).updated("a", 3, 3);
        history.topic.set(1, new FinalState.Recorded(0, 1, "a", 2, "post.updated", 3));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.WRONG_CONTENT);
    }

    @Test
    void holes_in_the_offsets_show_a_compacted_partition() {
        // Given
        history.created("a", 1).updated("a", 2, 2);
        var events = List.of(history.topic.get(1));
        // When
        var compacted = TopicReader.compacted(events);
        // Then
        assertThat(compacted).containsExactly(0);
    }
}
