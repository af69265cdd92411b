package org.civildiy.chaos;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.Violation.Broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.Told.ADA;
import static org.civildiy.chaos.Told.broken;
import static org.civildiy.chaos.Told.items;

class StreamsCheckTest {
    private static final Item A_CREATED = new Item("a", ADA, "post.created", 1001, 1);
    private static final Item A_UPDATED = new Item("a", ADA, "post.updated", 1003, 3);
    private static final Item B = new Item("b", ADA, "post.created", 1002, 2);

    private final Told told = new Told();

    @Test
    void streams_that_equal_the_store_break_nothing() {
        // Given
        told.created("a", 1).created("b", 2).updated("a", 3, 2);
        // When
        var violations = told.violations(items(A_UPDATED, B));
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_live_post_that_is_not_there_is_a_gap() {
        // Given
        told.created("a", 1).created("b", 2);
        // When
        var violations = told.violations(items(B));
        // Then
        assertThat(broken(violations)).containsExactly(Broken.GAP);
    }

    @Test
    void a_post_that_is_there_twice_is_duplicated() {
        // Given
        told.created("a", 1).created("b", 2);
        // When
        var violations = told.violations(items(B, A_CREATED, B));
        // Then
        assertThat(broken(violations)).containsExactly(Broken.DUPLICATED);
    }

    @Test
    void a_deleted_post_that_is_there_is_resurrected() {
        // Given
        told.created("a", 1).created("b", 2).deleted("b", 3, 2);
        // When
        var violations = told.violations(items(B, A_CREATED));
        // Then
        assertThat(broken(violations)).containsExactly(Broken.RESURRECTED);
    }

    @Test
    void an_older_version_is_stale() {
        // Given
        told.created("a", 1).created("b", 2).updated("a", 3, 2);
        // When
        var violations = told.violations(items(B, A_CREATED));
        // Then
        assertThat(broken(violations)).containsExactly(Broken.STALE);
    }

    @Test
    void another_text_is_wrong() {
        // Given
        told.created("a", 1);
        // When
        var violations = told.violations(items(new Item("a", ADA, "post.created", 1001, Text.NOBODYS)));
        // Then
        assertThat(broken(violations)).containsExactly(Broken.WRONG_CONTENT);
    }

    @Test
    void the_right_posts_in_another_order_are_out_of_order() {
        // Given
        told.created("a", 1).created("b", 2);
        // When
        var violations = told.violations(items(A_CREATED, B));
        // Then
        assertThat(broken(violations)).containsExactly(Broken.OUT_OF_ORDER);
    }

    @Test
    void of_two_at_the_same_moment_the_greater_id_comes_first() {
        // Given
        told.created("a", 1).created("b", 2);
        told.store.set(1, new Observations.Stored("b", ADA, 1, false, 2, 1001));
        var b = new Item("b", ADA, "post.created", 1001, 2);
        // When
        var violations = told.violations(List.of(b, A_CREATED));
        // Then
        assertThat(violations).isEmpty();
    }
}
