package org.civildiy.chaos.check;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.OperationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.check.HistoryBuilder.broken;

class PostReadsCheckTest {
    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void a_read_shows_what_was_acknowledged_before_it_or_something_newer() {
        // Given
        history.created("a", 1)
                .read("a", 1, 1)
                .read("a", 2, 2)
                .updated("a", 2, 2)
                .read("a", 2, 2);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_older_version_than_was_acknowledged_before_it_is_stale() {
        // Given
        history.created("a", 1).updated("a", 2, 2).read("a", 1, 1);
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.STALE);
    }

    @Test
    void an_older_version_than_was_read_before_it_is_stale() {
        // Given
        history.created("a", 1).read("a", 2, 2).read("a", 1, 1).updated("a", 2, 2);
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.STALE);
    }

    @Test
    void a_post_that_is_read_after_its_delete_was_acknowledged_is_resurrected() {
        // Given
        history.created("a", 1).deleted("a", 2, 2).read("a", 1, 1);
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).contains(Anomaly.RESURRECTED);
    }

    @Test
    void a_post_that_is_not_found_before_anybody_deletes_it_is_lost() {
        // Given
        history.created("a", 1).read("a", 0, 0).deleted("a", 2, 2);
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.LOST);
    }

    @Test
    void an_update_that_finds_no_post_before_anybody_deletes_it_reports_a_loss() {
        // Given
        history.created("a", 1).refused(OperationType.UPDATE, 404, 2, "a");
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.LOST);
    }

    @Test
    void a_post_that_may_have_been_deleted_may_be_not_found() {
        // Given
        history.created("a", 1)
                .unanswered(OperationType.DELETE, 2, "a")
                .read("a", 0, 0)
                .forget("a");
        history.topic.add(new FinalState.Recorded(0, 1, "a", 2, "post.deleted", GeneratedContent.UNKNOWN_WRITE));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_version_with_another_text_is_wrong() {
        // Given
        history.created("a", 1).updated("a", 2, 2).read("a", 2, 1);
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.WRONG_CONTENT);
    }
}
