package org.civildiy.auth.token;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RevokedTokensTest {
    private static final Instant LATER = Instant.parse("2026-01-31T09:30:00Z");

    private final RevokedTokens revoked = new RevokedTokens();

    @Test
    void a_revoked_token_is_included_and_no_other_of_its_account() {
        // Given
        var token = token(7, 0);
        // When
        revoked.add(new Revocation(7, Optional.of(token.id().uuid()), 0, LATER));
        // Then
        assertThat(revoked.contains(token)).isTrue();
        assertThat(revoked.contains(token(7, 0))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"7, 0, true", "7, 1, true", "7, 2, false", "7, 3, false", "8, 0, false"})
    void a_revocation_of_generations_includes_their_tokens_and_no_later_ones(
            long userId, int generation, boolean expected) {
        // When
        revoked.add(new Revocation(7, Optional.empty(), 2, LATER));
        // Then
        assertThat(revoked.contains(token(userId, generation))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2"})
    void the_order_of_revocations_does_not_matter(int first, int second) {
        // When
        revoked.add(new Revocation(7, Optional.empty(), first, LATER));
        revoked.add(new Revocation(7, Optional.empty(), second, LATER));
        // Then
        assertThat(revoked.contains(token(7, 2))).isTrue();
        assertThat(revoked.contains(token(7, 3))).isFalse();
    }

    @Test
    void only_expired_revocations_are_removed() {
        // Given
        var expired = token(7, 0);
        var alive = token(7, 0);
        revoked.add(new Revocation(7, Optional.of(expired.id().uuid()), 0, LATER.minusSeconds(2)));
        revoked.add(new Revocation(8, Optional.empty(), 1, LATER.minusSeconds(2)));
        revoked.add(new Revocation(7, Optional.of(alive.id().uuid()), 0, LATER));
        // When
        revoked.removeExpired(LATER.minusSeconds(1));
        // Then
        assertThat(revoked.size()).isOne();
        assertThat(revoked.contains(alive)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "1, 2, 0", "2, 1, 1", "0, 1, 1"})
    void a_revoked_token_is_kept_until_its_generation_has_ended(int supersededBy, int ended, int kept) {
        // Given
        revoked.add(new Revocation(7, Optional.of(UUID.randomUUID()), supersededBy, LATER));
        // When
        revoked.add(new Revocation(7, Optional.empty(), ended, LATER));
        // Then
        assertThat(revoked.size()).isEqualTo(kept + 1);
    }

    @Test
    void a_revocation_of_an_ended_generation_that_arrives_late_takes_no_room() {
        // Given
        revoked.add(new Revocation(7, Optional.empty(), 2, LATER));
        // When
        revoked.add(new Revocation(7, Optional.of(UUID.randomUUID()), 2, LATER));
        // Then
        assertThat(revoked.size()).isOne();
    }

    @Test
    void a_revocation_that_is_known_takes_no_room() {
        // Given
        var revocation = new Revocation(7, Optional.of(UUID.randomUUID()), 1, LATER);
        revoked.add(revocation);
        // When
        revoked.add(revocation);
        // Then
        assertThat(revoked.size()).isOne();
    }

    @Test
    void a_new_token_epoch_includes_every_account() {
        // When
        revoked.add(new Revocation(0, Optional.empty(), 60_000_000, LATER));
        // Then
        assertThat(revoked.contains(token(7, 59_999_999))).isTrue();
        assertThat(revoked.contains(token(7, 60_000_000))).isFalse();
    }

    private static VerifiedToken token(long userId, int generation) {
        return new VerifiedToken(new Account(userId, "", ""), TokenId.next(generation), LATER);
    }
}
