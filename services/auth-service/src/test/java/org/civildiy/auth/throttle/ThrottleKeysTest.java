package org.civildiy.auth.throttle;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.civildiy.auth.Configured;
import org.civildiy.auth.token.TokenConfig;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleKeysTest {
    private static final ThrottleKeys KEYS = keys("a key of the present, of more than 32 bytes");

    @Test
    void an_account_has_one_key_however_its_address_is_written() {
        // Given
        var user = Optional.of(7L);
        // When
        var key = KEYS.forLogin("ada@example.org", user);
        // Then
        assertThat(KEYS.forLogin("ADA@example.org", user)).isEqualTo(key);
    }

    @Test
    void an_address_without_an_account_has_one_key_too() {
        // When
        var key = KEYS.forLogin("ada@example.org", Optional.empty());
        // Then
        assertThat(KEYS.forLogin("ADA@example.org", Optional.empty())).isEqualTo(key);
        assertThat(KEYS.forLogin("bob@example.org", Optional.empty())).isNotEqualTo(key);
    }

    @Test
    void a_key_does_not_contain_the_address_and_depends_on_the_secret() {
        // When
        var key = KEYS.forLogin("ada@example.org", Optional.empty());
        // Then
        assertThat(key.value()).matches("[0-9a-f]{64}");
        assertThat(keys("another secret of more than 32 bytes, too").forLogin("ada@example.org", Optional.empty()))
                .isNotEqualTo(key);
    }

    private static ThrottleKeys keys(String secret) {
        return new ThrottleKeys(Configured.with(
                TokenConfig.class, Map.of("auth.token.secret-key", secret, "auth.token.previous-secret-key", "")));
    }
}
