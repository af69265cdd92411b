package org.civildiy.auth;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountKeysTest {
    private static final AccountKeys KEYS = keys("a key of the present, of more than 32 bytes");

    @Test
    void an_account_has_one_key_however_its_address_is_written() {
        // Given
        var user = new User();
        user.id = 7L;
        // When
        var key = KEYS.atLogin("ada@example.org", Optional.of(user));
        // Then
        assertThat(KEYS.atLogin("ADA@example.org", Optional.of(user))).isEqualTo(key);
    }

    @Test
    void so_has_an_address_that_belongs_to_none() {
        // When
        var key = KEYS.atLogin("ada@example.org", Optional.empty());
        // Then
        assertThat(KEYS.atLogin("ADA@example.org", Optional.empty())).isEqualTo(key);
        assertThat(KEYS.atLogin("bob@example.org", Optional.empty())).isNotEqualTo(key);
    }

    @Test
    void it_does_not_tell_the_address_and_differs_with_the_secret() {
        // When
        var key = KEYS.atLogin("ada@example.org", Optional.empty());
        // Then
        assertThat(key.value()).matches("[0-9a-f]{64}");
        assertThat(keys("another secret of more than 32 bytes, too").atLogin("ada@example.org", Optional.empty()))
                .isNotEqualTo(key);
    }

    private static AccountKeys keys(String secret) {
        return new AccountKeys(Configured.with(
                TokenConfig.class, Map.of("auth.token.secret-key", secret, "auth.token.previous-secret-key", "")));
    }
}
