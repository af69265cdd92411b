package org.civildiy.auth;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/** The password of an account, for what a token alone shall not be enough for. Its text form is empty of values. */
record Confirmation(
        @NotNull
        @TextLength(min = 0, max = Login.LONGEST_PASSWORD)
        @Schema(maxLength = Login.LONGEST_PASSWORD, examples = "correct horse battery staple")
        String password) {

    @Override
    public String toString() {
        return "Confirmation[...]";
    }
}
