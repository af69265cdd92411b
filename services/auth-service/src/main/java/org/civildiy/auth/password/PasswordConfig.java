package org.civildiy.auth.password;

import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Rules for new passwords. A value out of bounds stops the service at start-up, with a message that names the setting and its bounds. */
@ConfigMapping(prefix = "auth.password")
interface PasswordConfig {
    /** The minimum length of a new password in characters ({@code PASSWORD_MIN_LENGTH}). */
    @WithDefault("6")
    @Min(1)
    @Max(NewPassword.Validator.MAX_LENGTH)
    int minLength();

    /**
     * Whether new passwords that are among the {@link CommonPasswords} are refused ({@code PASSWORD_REFUSE_COMMON}). Owners of accounts
     * that already have such a password can still log in.
     */
    @WithDefault("true")
    boolean refuseCommon();

    /** The {@link ContextSpecificWords}, separated by commas ({@code PASSWORD_REFUSED_WORDS}). */
    Optional<Set<@Pattern(regexp = ".*\\p{L}.*", message = "must have a letter") String>> refusedWords();
}
