package org.civildiy.auth.account;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.auth.password.NewPassword;
import org.civildiy.defaults.request.TextLength;

/** The body of a password change. {@code toString} does not show the passwords, so that none reaches a log. */
record PasswordChange(
        @NotNull
        @TextLength(min = 0, max = Login.MAX_PASSWORD_LENGTH)
        @Schema(maxLength = Login.MAX_PASSWORD_LENGTH, examples = "correct horse battery staple")
        String currentPassword,

        @NotNull @NewPassword @Schema(minLength = 6, maxLength = 128, examples = "an even more correct horse")
        String newPassword) {

    @Override
    public String toString() {
        return "PasswordChange[...]";
    }
}
