package org.civildiy.auth.token;

import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangedAccountsTest {
    private final ChangedAccounts changes = new ChangedAccounts();

    @Test
    void a_notification_of_one_token_names_its_account() {
        // When
        var account = ChangedAccounts.accountIn("7 " + UUID.randomUUID() + " 0 1764000000");
        // Then
        assertThat(account).contains(7L);
    }

    @Test
    void a_notification_of_generations_names_their_account() {
        // When
        var account = ChangedAccounts.accountIn("7 * 3 1764000000");
        // Then
        assertThat(account).contains(7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-7 * 3 1764000000", "9999999999999999999 * 1 1", "7x"})
    void another_notification_names_no_account(String payload) {
        // When
        var account = ChangedAccounts.accountIn(payload);
        // Then
        assertThat(account).isEmpty();
    }

    @Test
    void there_is_one_reader_until_nothing_waits() {
        // Given
        changes.add(7);
        // When
        var second = changes.add(8);
        // Then
        assertThat(second).isFalse();
        assertThat(changes.next()).containsExactly(7L, 8L);
        assertThat(changes.add(9)).isFalse();
        assertThat(changes.next()).containsExactly(9L);
        assertThat(changes.next()).isEmpty();
        assertThat(changes.add(10)).isTrue();
    }

    @Test
    void accounts_are_read_in_portions_and_each_once() {
        // Given
        LongStream.range(0, ChangedAccounts.PORTION + 1L).forEach(changes::add);
        changes.add(0);
        // When
        var portion = changes.next();
        // Then
        assertThat(portion).hasSize(ChangedAccounts.PORTION);
        assertThat(changes.next()).hasSize(1);
    }

    @Test
    void too_many_waiting_accounts_are_refused() {
        // Given
        LongStream.range(0, ChangedAccounts.MAX_WAITING).forEach(changes::add);
        // When // Then
        assertThatThrownBy(() -> changes.add(ChangedAccounts.MAX_WAITING)).isInstanceOf(IllegalStateException.class);
    }
}
