package org.civildiy.chaos;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.Violation.Broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.Told.broken;

class PostReadsCheckTest {
    private final Told told = new Told();

    @Test
    void a_read_shows_what_was_acknowledged_before_it_or_something_newer() {
        // Given
        told.created("a", 1).read("a", 1, 1).read("a", 2, 2).updated("a", 2, 2).read("a", 2, 2);
        // When
        var violations = told.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_older_version_than_was_acknowledged_before_it_is_stale() {
        // Given
        told.created("a", 1).updated("a", 2, 2).read("a", 1, 1);
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.STALE);
    }

    @Test
    void an_older_version_than_was_read_before_it_is_stale() {
        // Given
        told.created("a", 1).read("a", 2, 2).read("a", 1, 1).updated("a", 2, 2);
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.STALE);
    }

    @Test
    void a_post_that_is_read_after_its_delete_was_acknowledged_is_resurrected() {
        // Given
        told.created("a", 1).deleted("a", 2, 2).read("a", 1, 1);
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).contains(Broken.RESURRECTED);
    }

    @Test
    void a_post_that_is_not_found_before_anybody_deletes_it_is_lost() {
        // Given
        told.created("a", 1).read("a", 0, 0).deleted("a", 2, 2);
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.LOST);
    }

    @Test
    void an_update_that_finds_no_post_before_anybody_deletes_it_tells_of_a_loss() {
        // Given
        told.created("a", 1).refused(Kind.UPDATE, 404, 2, "a");
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.LOST);
    }

    @Test
    void a_post_that_may_have_been_deleted_may_be_not_found() {
        // Given
        told.created("a", 1).unanswered(Kind.DELETE, 2, "a").read("a", 0, 0).forget("a");
        told.topic.add(new Observations.Recorded(0, 1, "a", 2, "post.deleted", Text.NOBODYS));
        // When
        var violations = told.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void a_version_with_another_text_is_wrong() {
        // Given
        told.created("a", 1).updated("a", 2, 2).read("a", 2, 1);
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.WRONG_CONTENT);
    }
}
