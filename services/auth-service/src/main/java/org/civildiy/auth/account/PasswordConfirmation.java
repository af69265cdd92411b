package org.civildiy.auth.account;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/**
 * The body of a request to delete an account. The password is required, because a token alone must not be enough for a deletion.
 * {@code toString} does not show the password.
 */
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
