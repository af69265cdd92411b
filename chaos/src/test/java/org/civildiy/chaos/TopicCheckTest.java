package org.civildiy.chaos;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.Violation.Broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.chaos.Told.broken;

class TopicCheckTest {
    private final Told told = new Told();

    @Test
    void a_version_that_is_told_again_before_the_newest_is_allowed() {
        // Given
        told.created("a", 1)
                .recorded("a", 1, 1)
                .updated("a", 2, 2)
                .recorded("a", 1, 1)
                .recorded("a", 2, 2);
        // When
        var violations = told.violations();
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void an_acknowledged_version_that_is_never_told_is_lost() {
        // Given
        told.created("a", 1).updated("a", 2, 2);
        told.topic.removeLast();
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.LOST);
        assertThat(violations).anyMatch(one -> one.what().equals("topic: version 2 of post a; the topic ends with 1"));
    }

    @Test
    void an_acknowledged_delete_that_is_never_told_is_lost() {
        // Given
        told.created("a", 1).deleted("a", 2, 2);
        told.topic.removeLast();
        // When
        var violations = told.violations();
        // Then
        assertThat(violations).anyMatch(one -> one.what().equals("topic: post a is gone and the topic does not tell"));
    }

    @Test
    void versions_out_of_order_are_told() {
        // Given
        told.created("a", 1).updated("a", 2, 2).updated("a", 3, 3);
        Collections.swap(told.topic, 0, 1);
        // When
        var violations = told.violations();
        // Then
        assertThat(violations)
                .extracting(Violation::what)
                .containsExactly("topic: version 1 of post a comes behind version 2");
    }

    @Test
    void an_old_version_as_the_last_record_is_what_compaction_would_keep() {
        // Given
        told.created("a", 1).updated("a", 2, 2).recorded("a", 1, 1);
        // When
        var violations = told.violations();
        // Then
        assertThat(violations)
                .extracting(Violation::what)
                .containsExactly(
                        "topic: the last record of post a is version 1 though there is 2: compaction would keep "
                                + "the old one");
    }

    @Test
    void a_version_between_others_that_is_not_told_is_a_gap() {
        // Given
        told.created("a", 1).updated("a", 2, 2).updated("a", 3, 3);
        told.topic.remove(1);
        // When
        var violations = told.violations();
        // Then
        assertThat(violations)
                .extracting(Violation::what)
                .containsExactly("topic: of post a there are the versions [1, 3]");
    }

    @Test
    void another_text_than_the_write_of_that_version_is_wrong() {
        // Given
        told.created("a", 1).updated("a", 2, 2).updated("a", 3, 3);
        told.topic.set(1, new Observations.Recorded(0, 1, "a", 2, "post.updated", 3));
        // When
        var violations = told.violations();
        // Then
        assertThat(broken(violations)).containsExactly(Broken.WRONG_CONTENT);
    }

    @Test
    void holes_in_the_offsets_tell_of_a_compacted_partition() {
        // Given
        told.created("a", 1).updated("a", 2, 2);
        var events = List.of(told.topic.get(1));
        // When
        var compacted = TopicReader.compacted(events);
        // Then
        assertThat(compacted).containsExactly(0);
    }
}
