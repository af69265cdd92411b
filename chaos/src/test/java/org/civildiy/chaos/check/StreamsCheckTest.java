package org.civildiy.chaos.check;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.StreamItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.check.HistoryBuilder.ADA;
import static org.civildiy.chaos.check.HistoryBuilder.broken;
import static org.civildiy.chaos.check.HistoryBuilder.items;

class StreamsCheckTest {
    private static final StreamItem A_CREATED = new StreamItem("a", ADA, "post.created", 1001, 1);
    private static final StreamItem A_UPDATED = new StreamItem("a", ADA, "post.updated", 1003, 3);
    private static final StreamItem B = new StreamItem("b", ADA, "post.created", 1002, 2);

    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void streams_that_equal_the_store_break_nothing() {
        // Given
        history.created("a", 1).created("b", 2).updated("a", 3, 2);
        // When
        var violations = history.violations(items(A_UPDATED, B));
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_live_post_that_is_not_there_is_a_gap() {
        // Given
        history.created("a", 1).created("b", 2);
        // When
        var violations = history.violations(items(B));
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.GAP);
    }

    @Test
    void a_post_that_is_there_twice_is_duplicated() {
        // Given
        history.created("a", 1).created("b", 2);
        // When
        var violations = history.violations(items(B, A_CREATED, B));
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.DUPLICATED);
    }

    @Test
    void a_deleted_post_that_is_there_is_resurrected() {
        // Given
        history.created("a", 1).created("b", 2).deleted("b", 3, 2);
        // When
        var violations = history.violations(items(B, A_CREATED));
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.RESURRECTED);
    }

    @Test
    void an_older_version_is_stale() {
        // Given
        history.created("a", 1).created("b", 2).updated("a", 3, 2);
        // When
        var violations = history.violations(items(B, A_CREATED));
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.STALE);
    }

    @Test
    void another_text_is_wrong() {
        // Given
        history.created("a", 1);
        // When
        var violations = history.violations(
                items(new StreamItem("a", ADA, "post.created", 1001, GeneratedContent.UNKNOWN_WRITE)));
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.WRONG_CONTENT);
    }

    @Test
    void the_right_posts_in_another_order_are_out_of_order() {
        // Given
        history.created("a", 1).created("b", 2);
        // When
        var violations = history.violations(items(A_CREATED, B));
        // Then
        assertThat(broken(violations)).containsExactly(Anomaly.OUT_OF_ORDER);
    }

    @Test
    void of_two_at_the_same_moment_the_greater_id_comes_first() {
        // Given
        history.created("a", 1).created("b", 2);
        history.store.set(1, new FinalState.Stored("b", ADA, 1, false, 2, 1001));
        var b = new StreamItem("b", ADA, "post.created", 1001, 2);
        // When
        var violations = history.violations(List.of(b, A_CREATED));
        // Then
        assertThat(violations).isEmpty();
    }
}
