package org.civildiy.auth;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How tokens are signed. Checked at start-up. */
@ConfigMapping(prefix = "auth.token")
interface TokenConfig {
    /** Signs and verifies ({@code SECRET_KEY}): at least 32 bytes, used as they are, in UTF-8. */
    String secretKey();

    /** Still verifies ({@code SECRET_KEY_PREVIOUS}), so that a key is changed without logging anyone out. */
    Optional<String> previousSecretKey();

    /** Who signs: the only {@code iss} that is accepted. */
    @WithDefault("civildiy")
    String issuer();

    /** From {@code iat} to {@code exp}. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 30)
    Duration lifetime();
}
