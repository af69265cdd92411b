package org.civildiy.chaos.check;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.Operation.Position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.check.HistoryBuilder.broken;
import static org.civildiy.chaos.check.HistoryBuilder.item;

class StreamReadsCheckTest {
    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void a_stream_may_be_late_and_may_not_go_back() {
        // Given
        history.created("a", 1).updated("a", 2, 2).stream(item("a", 1)).stream(item("a", 2)).stream(item("a", 2));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_older_version_after_a_newer_one_is_stale() {
        // Given
        history.created("a", 1).updated("a", 2, 2).stream(item("a", 2)).stream(item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.STALE);
    }

    @Test
    void of_two_reads_at_the_same_time_either_may_be_the_first() {
        // Given
        history.created("a", 1).updated("a", 2, 2).stream(item("a", 2)).streamMeanwhile(item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_older_version_than_was_said_to_be_projected_is_stale() {
        // Given
        history.created("a", 1).updated("a", 2, 2).stream(new Position("a", 2), item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.STALE);
    }

    @Test
    void a_deleted_post_may_be_shown_until_it_was_once_absent() {
        // Given
        history.created("a", 1).stream(item("a", 1)).deleted("a", 2, 2).stream(item("a", 1)).stream();
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_deleted_post_that_was_absent_and_is_shown_again_is_resurrected() {
        // Given
        history.created("a", 1).stream(item("a", 1)).deleted("a", 2, 2).stream().stream(item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.RESURRECTED);
    }

    @Test
    void a_post_that_is_shown_after_its_delete_was_projected_is_resurrected() {
        // Given
        history.created("a", 1).deleted("a", 2, 2).stream(new Position("a", 2)).stream(item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.RESURRECTED);
    }

    @Test
    void the_read_that_waited_for_the_delete_does_not_show_the_post_either() {
        // Given
        history.created("a", 1).deleted("a", 2, 2).stream(new Position("a", 2), item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).contains(Anomaly.RESURRECTED);
    }

    @Test
    void a_post_that_vanishes_though_nobody_deleted_it_is_a_gap() {
        // Given
        history.created("a", 1).created("b", 2).stream(item("b", 2), item("a", 1)).stream(item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.GAP);
    }

    @Test
    void a_post_behind_the_end_of_a_read_has_not_missing() {
        // Given
        history.created("a", 1).created("b", 2).stream(item("b", 2), item("a", 1));
        history.fullStream(item("b", 2)).stream(item("b", 2), item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_post_that_one_read_shows_twice_is_duplicated() {
        // Given
        history.created("a", 1).updated("a", 2, 2).stream(item("a", 2), item("a", 1));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.DUPLICATED);
    }

    @Test
    void a_newer_change_behind_an_older_one_is_out_of_order() {
        // Given
        history.created("a", 1).created("b", 2).stream(item("a", 1), item("b", 2));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.OUT_OF_ORDER);
    }
}
