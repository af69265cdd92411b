package org.civildiy.posts.outbox;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.civildiy.posts.store.StoredVersion;

import static org.assertj.core.api.Assertions.assertThat;

class LastRecordsTest {
    private final LastRecords records = new LastRecords(2);

    @ParameterizedTest
    @CsvSource({
        "2, 3, false, true",
        "3, 3, false, false",
        "2, 3, true, false",
        "0, 1, false, true",
        "0, 0, false, false",
    })
    void a_record_is_too_old_when_a_newer_version_was_published(
            long version, long stored, boolean isWaiting, boolean isOlder) {
        // When
        var older = live("a", 0, version).isOlderThan(Optional.of(new StoredVersion(stored, isWaiting)));
        // Then
        assertThat(older).isEqualTo(isOlder);
    }

    @Test
    void a_record_of_a_post_that_is_not_stored_is_too_old_unless_it_deletes_it_or_the_legacy_system_wrote_it() {
        // When, Then
        assertThat(live("a", 0, 1).isOlderThan(Optional.empty())).isTrue();
        assertThat(delete("a", 0, 2).isOlderThan(Optional.empty())).isFalse();
        assertThat(live("a", 0, 0).isOlderThan(Optional.empty())).isFalse();
    }

    @Test
    void only_the_last_record_of_a_post_is_checked_whatever_its_version() {
        // When
        records.add(live("a", 0, 2));
        records.add(live("a", 1, 1));
        // Then
        assertThat(records.unchecked()).containsExactly(live("a", 1, 1));
    }

    @Test
    void a_record_that_has_another_behind_it_meanwhile_stays_unchecked() {
        // Given
        records.add(live("a", 0, 1));
        var before = records.unchecked().getFirst();
        // When
        records.add(live("a", 1, 2));
        records.checked(before);
        // Then
        assertThat(records.unchecked()).containsExactly(live("a", 1, 2));
    }

    @Test
    void a_partition_is_checked_up_to_its_first_unchecked_record() {
        // Given
        records.add(live("a", 4, 1));
        records.add(live("b", 5, 1));
        // When
        records.checked(live("a", 4, 1));
        // Then
        assertThat(records.checkedUpTo(0, 9)).isEqualTo(5);
        assertThat(records.checkedUpTo(1, 9)).isEqualTo(9);
    }

    @Test
    void what_was_read_of_a_partition_is_forgotten_with_it() {
        // Given
        records.add(live("a", 4, 1));
        // When
        records.forget(Set.of(0));
        // Then
        assertThat(records.unchecked()).isEmpty();
    }

    @Test
    void a_delete_has_the_version_that_was_read_of_it_and_otherwise_one_above_the_record() {
        // Given
        records.add(delete("a", 0, 7));
        records.add(live("a", 1, 1));
        // When, Then
        assertThat(records.versionOfDelete(live("a", 1, 1))).isEqualTo(7);
        assertThat(records.versionOfDelete(live("b", 2, 3))).isEqualTo(4);
    }

    @Test
    void an_unreadable_record_is_too_old_for_a_stored_post_and_has_the_name_that_was_read_before_it() {
        // Given
        records.add(live("a", 0, 1));
        var unreadable = LastRecord.unreadable("a", 0, 1);
        // When
        records.add(unreadable);
        // Then
        assertThat(unreadable.isOlderThan(Optional.of(new StoredVersion(1, false))))
                .isTrue();
        assertThat(unreadable.isOlderThan(Optional.empty())).isFalse();
        assertThat(records.usernameOf(unreadable)).isEqualTo("ada");
    }

    @Test
    void the_versions_of_so_many_posts_are_remembered() {
        // Given
        records.add(delete("a", 0, 7));
        // When
        records.add(live("b", 1, 1));
        records.add(live("c", 2, 1));
        // Then
        assertThat(records.versionOfDelete(live("a", 3, 1))).isEqualTo(2);
    }

    private static LastRecord live(String post, long offset, long version) {
        return new LastRecord(post, 0, offset, version, false, 7, "ada");
    }

    private static LastRecord delete(String post, long offset, long version) {
        return new LastRecord(post, 0, offset, version, true, 7, "ada");
    }
}
