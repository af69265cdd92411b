package org.civildiy.auth;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/** A password and the one to come in its place. Its text form is empty of values. */
record PasswordChange(
        @NotNull
        @TextLength(min = 0, max = Login.LONGEST_PASSWORD)
        @Schema(maxLength = Login.LONGEST_PASSWORD, examples = "correct horse battery staple")
        String currentPassword,

        @NotNull @Password @Schema(minLength = 6, maxLength = 128, examples = "an even more correct horse")
        String newPassword) {

    @Override
    public String toString() {
        return "PasswordChange[...]";
    }
}
