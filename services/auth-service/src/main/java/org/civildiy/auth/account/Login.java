package org.civildiy.auth.account;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/**
 * The body of a login. It is not validated by the rules for new accounts: accounts of the legacy system had no rules, and an answer
 * other than "Invalid credentials" would reveal which accounts can exist. Only an address that is longer than a stored one can be, or
 * a password that is longer than anybody's, is refused. {@code toString} does not show the values.
 */
record Login(
        @NotNull @TextLength(min = 0, max = 255) @Schema(maxLength = 255, examples = "ada@example.org")
        String email,

        @NotNull
        @TextLength(min = 0, max = Login.MAX_PASSWORD_LENGTH)
        @Schema(maxLength = Login.MAX_PASSWORD_LENGTH, examples = "correct horse battery staple")
        String password) {

    /** The longest password that is verified, in characters; the legacy system had no bound, and new passwords are far below it. */
    static final int MAX_PASSWORD_LENGTH = 1024;

    @Override
    public String toString() {
        return "Login[...]";
    }
}
