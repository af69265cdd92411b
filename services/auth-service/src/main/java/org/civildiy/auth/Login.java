package org.civildiy.auth;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody logs in with. Not held against the rules for new accounts: those of the old system had none, and an answer
 * other than "Invalid credentials" would tell which accounts can exist. Its text form is empty of values.
 */
record Login(
        @NotNull @Schema(examples = "ada@example.org") String email,

        @NotNull @Schema(examples = "correct horse battery staple")
        String password) {

    @Override
    public String toString() {
        return "Login[...]";
    }
}
