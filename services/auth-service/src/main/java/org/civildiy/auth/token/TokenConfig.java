package org.civildiy.auth.token;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Signing of tokens. Checked at start-up. */
@ConfigMapping(prefix = "auth.token")
public interface TokenConfig {
    /** The key that signs and verifies ({@code SECRET_KEY}): at least 32 bytes of UTF-8, used as they are. */
    String secretKey();

    /** A key that still verifies ({@code SECRET_KEY_PREVIOUS}), so that tokens stay valid when the key changes. */
    Optional<String> previousSecretKey();

    /** The {@code iss} claim: written into new tokens, and the only one that is accepted. */
    @WithDefault("civildiy")
    String issuer();

    /** The time from {@code iat} to {@code exp}. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 30)
    Duration lifetime();
}
