package org.civildiy.auth.account;

import java.util.Locale;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.auth.password.NewPassword;

/**
 * The body of a registration. The domain of the e-mail address is converted to lower case, because domains are case-insensitive. The
 * local part keeps the letter case that the client sent. {@code toString} does not show the values, so that none reaches a log.
 */
record Registration(
        @NotNull @EmailAddress @Schema(format = "email", maxLength = 255, examples = "ada@example.org")
        String email,

        @NotNull
        @Pattern(regexp = "[A-Za-z0-9._-]{1,50}", message = "must be 1 to 50 letters, digits, '.', '_' or '-'")
        @Pattern(
                regexp = "(?is)(?!user_[0-9]+$).*",
                message = "must not be 'user_' and a number: so an account without a name is shown")
        @Schema(
                pattern = "[A-Za-z0-9._-]{1,50}",
                description = "Not 'user_' and a number: so an account without a name is shown",
                examples = "ada")
        String username,

        @NotNull @NewPassword @Schema(minLength = 6, maxLength = 128, examples = "correct horse battery staple")
        String password) {

    Registration {
        if (email != null) {
            var domain = email.lastIndexOf('@') + 1;
            email = email.substring(0, domain) + email.substring(domain).toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "Registration[...]";
    }
}
