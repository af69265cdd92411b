package org.civildiy.auth.account;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/**
 * The body of a login. Only the lengths are limited; the rules for new accounts do not apply. Accounts of the legacy system may break
 * those rules. Besides, a response other than "Invalid credentials" would reveal which addresses cannot have an account. The database
 * stores no address of more than 255 characters. {@code toString} does not show the values, so that none reaches a log.
 */
record Login(
        @NotNull @TextLength(min = 0, max = 255) @Schema(maxLength = 255, examples = "ada@example.org")
        String email,

        @NotNull
        @TextLength(min = 0, max = Login.MAX_PASSWORD_LENGTH)
        @Schema(maxLength = Login.MAX_PASSWORD_LENGTH, examples = "correct horse battery staple")
        String password) {

    /**
     * The maximum length of a password that is verified, in characters. New passwords are much shorter, but the legacy system had no
     * limit.
     */
    static final int MAX_PASSWORD_LENGTH = 1024;

    @Override
    public String toString() {
        return "Login[...]";
    }
}
