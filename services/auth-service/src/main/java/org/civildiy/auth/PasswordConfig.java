package org.civildiy.auth;

import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How passwords are chosen. Checked at start-up: a bad value stops the service with its name and bounds. */
@ConfigMapping(prefix = "auth.password")
interface PasswordConfig {
    /** Characters that a new password has at least ({@code PASSWORD_MIN_LENGTH}). */
    @WithDefault("6")
    @Min(1)
    @Max(Password.Validator.LONGEST)
    int minLength();

    /**
     * Whether new passwords that are among the {@link CommonPasswords} are refused ({@code PASSWORD_REFUSE_COMMON}). Who has one
     * already goes on logging in by it.
     */
    @WithDefault("true")
    boolean refuseCommon();

    /** The {@link ContextWords}, separated by commas ({@code PASSWORD_REFUSED_WORDS}). */
    Optional<Set<@Pattern(regexp = ".*\\p{L}.*", message = "must have a letter") String>> refusedWords();
}
