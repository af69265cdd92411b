package org.civildiy.chaos.check;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.FinalState.Stored;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.OperationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.check.HistoryBuilder.ADA;
import static org.civildiy.chaos.check.HistoryBuilder.broken;

class StoreCheckTest {
    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void a_history_that_the_store_explains_breaks_nothing() {
        // Given
        history.created("a", 1).updated("a", 2, 2).created("b", 3).deleted("b", 4, 2);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_acknowledged_post_that_is_not_stored_is_lost() {
        // Given
        history.created("a", 1).forget("a");
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).contains(Anomaly.LOST);
        assertThat(violations).anyMatch(one -> one.what().equals("store: post a is not there and nobody deleted it"));
    }

    @Test
    void an_acknowledged_update_behind_the_stored_version_is_lost() {
        // Given
        history.created("a", 1).updated("a", 2, 2).forget("a");
        history.store.add(new Stored("a", ADA, 1, false, 1, 1001));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).anyMatch(one -> one.what().equals("store: version 2 of post a, the store has 1"));
    }

    @Test
    void of_two_writes_acknowledged_as_the_same_version_one_is_lost() {
        // Given
        history.created("a", 1).updated("a", 2, 2).updated("a", 3, 2);
        // When
        var violations = history.violations();
        // Then
        assertThat(violations)
                .anyMatch(one ->
                        one.what().equals("store: writes 2 and 3 were both acknowledged as version 2 of post a"));
    }

    @Test
    void a_post_that_may_have_been_deleted_may_be_absent_or_there() {
        // Given
        history.created("a", 1).unanswered(OperationType.DELETE, 2, "a");
        history.created("b", 3).unanswered(OperationType.DELETE, 4, "b").forget("b");
        history.topic.add(new FinalState.Recorded(0, 2, "b", 2, "post.deleted", GeneratedContent.UNKNOWN_WRITE));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_unanswered_create_may_be_stored_once() {
        // Given
        history.unanswered(OperationType.CREATE, 1, null).recorded("a", 1, 1);
        history.store.add(new Stored("a", ADA, 1, false, 1, 1001));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_create_that_made_two_posts_duplicated_it() {
        // Given
        history.unanswered(OperationType.CREATE, 1, null).recorded("a", 1, 1).recorded("b", 1, 1);
        history.store.add(new Stored("a", ADA, 1, false, 1, 1001));
        history.store.add(new Stored("b", ADA, 1, false, 1, 1001));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).anyMatch(one -> one.what().equals("store: two posts by write 1"));
    }

    @Test
    void a_deleted_post_that_is_stored_is_resurrected() {
        // Given
        history.created("a", 1).deleted("a", 2, 2);
        history.store.add(new Stored("a", ADA, 1, false, 1, 1001));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).anyMatch(one -> one.what().equals("store: post a was deleted and is in the store"));
    }

    @Test
    void a_text_that_no_write_wrote_is_wrong() {
        // Given
        history.created("a", 1).forget("a");
        history.store.add(new Stored("a", ADA, 1, false, GeneratedContent.UNKNOWN_WRITE, 1001));
        // When
        var violations = history.violations();
        // Then
        assertThat(broken(violations)).contains(Anomaly.WRONG_CONTENT);
    }

    @Test
    void a_refused_write_that_was_done_all_the_same_is_wrong() {
        // Given
        history.created("a", 1)
                .refused(OperationType.UPDATE, 412, 2, "a")
                .forget("a")
                .recorded("a", 2, 2);
        history.store.add(new Stored("a", ADA, 2, false, 2, 1002));
        // When
        var violations = history.violations();
        // Then
        assertThat(violations).anyMatch(one -> one.what().equals("store: post a has a text that no write gave it"));
    }
}
