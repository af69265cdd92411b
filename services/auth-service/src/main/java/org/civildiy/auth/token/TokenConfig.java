package org.civildiy.auth.token;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Configuration of tokens: keys, issuer and lifetime. The values are checked at start-up. */
@ConfigMapping(prefix = "auth.token")
public interface TokenConfig {
    /** The key that signs and verifies tokens ({@code SECRET_KEY}). Its UTF-8 bytes, at least 32, are the key. */
    String secretKey();

    /** The previous key ({@code SECRET_KEY_PREVIOUS}). It only verifies, so that existing tokens stay valid after a change of the key. */
    Optional<String> previousSecretKey();

    /** The {@code iss} claim of new tokens. Tokens with another issuer are refused. */
    @WithDefault("civildiy")
    String issuer();

    /** The time from {@code iat} to {@code exp}. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 30)
    Duration lifetime();
}
