package org.civildiy.auth.account;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/** The account's password, which confirms a deletion: a token alone is not enough. {@code toString} does not show it. */
record PasswordConfirmation(
        @NotNull
        @TextLength(min = 0, max = Login.MAX_PASSWORD_LENGTH)
        @Schema(maxLength = Login.MAX_PASSWORD_LENGTH, examples = "correct horse battery staple")
        String password) {

    @Override
    public String toString() {
        return "PasswordConfirmation[...]";
    }
}
