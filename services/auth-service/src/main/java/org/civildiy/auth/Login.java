package org.civildiy.auth;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/**
 * What somebody logs in with. Not held against the rules for new accounts: those of the old system had none, and an answer
 * other than "Invalid credentials" would tell which accounts can exist. Only what is longer than anything that can be stored, or
 * than anybody's password, is refused. Its text form is empty of values.
 */
record Login(
        @NotNull @TextLength(min = 0, max = 255) @Schema(maxLength = 255, examples = "ada@example.org")
        String email,

        @NotNull
        @TextLength(min = 0, max = Login.LONGEST_PASSWORD)
        @Schema(maxLength = Login.LONGEST_PASSWORD, examples = "correct horse battery staple")
        String password) {

    /** Characters of a password that is tried; the old system had no bound, and new ones are far below it. */
    static final int LONGEST_PASSWORD = 1024;

    @Override
    public String toString() {
        return "Login[...]";
    }
}
