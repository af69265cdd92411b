package org.civildiy.auth.throttle;

import java.util.Map;
import java.util.Optional;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.Configured;
import org.civildiy.auth.token.TokenConfig;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleKeysTest {
    private static final ThrottleKeys KEYS = keys("a key of the present, of more than 32 bytes");
    private static final Optional<Long> ADA = Optional.of(7L);
    private static final Source HERE = Source.of("203.0.113.9");
    private static final Source THERE = Source.of("203.0.113.10");

    @Test
    void an_account_has_the_same_keys_however_its_address_is_written() {
        // When
        var key = KEYS.forLogin("ada@example.org", ADA, HERE);
        // Then
        assertThat(KEYS.forLogin("ADA@example.org", ADA, HERE)).isEqualTo(key);
    }

    @Test
    void an_address_without_an_account_has_keys_too() {
        // When
        var key = KEYS.forLogin("ada@example.org", Optional.empty(), HERE);
        // Then
        assertThat(KEYS.forLogin("ADA@example.org", Optional.empty(), HERE)).isEqualTo(key);
        assertThat(KEYS.forLogin("bob@example.org", Optional.empty(), HERE)).isNotEqualTo(key);
    }

    @Test
    void another_source_has_another_key_at_the_same_account() {
        // When
        var here = KEYS.forLogin("ada@example.org", ADA, HERE);
        var there = KEYS.forLogin("ada@example.org", ADA, THERE);
        // Then
        assertThat(there.source()).isNotEqualTo(here.source());
        assertThat(there.account()).isEqualTo(here.account());
    }

    @Test
    void confirmations_are_counted_separately_and_know_the_sources_of_logins() {
        // When
        var login = KEYS.forLogin("ada@example.org", ADA, HERE);
        var confirmation = KEYS.forConfirmation(7, HERE);
        // Then
        assertThat(confirmation.account()).isNotEqualTo(login.account());
        assertThat(confirmation.source()).isNotEqualTo(login.source());
        assertThat(confirmation.known()).isEqualTo(login.known());
        assertThat(confirmation.login()).isEqualTo(login.login());
    }

    @Test
    void a_key_does_not_contain_the_address_and_depends_on_the_secret() {
        // When
        var key = KEYS.forLogin("ada@example.org", Optional.empty(), HERE);
        // Then
        assertThat(key.account().value()).matches("[0-9a-f]{64}");
        assertThat(key.source().value()).matches("[0-9a-f]{64}");
        assertThat(keys("another secret of more than 32 bytes, too")
                        .forLogin("ada@example.org", Optional.empty(), HERE)
                        .account())
                .isNotEqualTo(key.account());
    }

    private static ThrottleKeys keys(String secret) {
        return new ThrottleKeys(
                Configured.with(
                        TokenConfig.class,
                        Map.of("auth.token.secret-key", secret, "auth.token.previous-secret-key", "")),
                new CurrentSource(new CurrentVertxRequest(), Configured.with(ThrottleConfig.class, Map.of())));
    }
}
