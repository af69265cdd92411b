package org.civildiy.defaults.identity;

import java.util.regex.Pattern;

import jakarta.ws.rs.HeaderParam;

import org.civildiy.defaults.problem.Problems;

/**
 * The user on whose behalf a request acts, from the identity headers. The gateway removes these headers from client requests and sets
 * them only after it has validated the token. A resource method that takes a {@code Caller} responds with 401 when there is none.
 *
 * @param userId the gateway's {@code X-User-ID}, checked to be a positive whole number
 * @param email the caller's e-mail address; empty when the gateway sent none
 * @param username the caller's user name; {@code user_<id>} when the gateway sent none
 */
public record Caller(
        @HeaderParam(Caller.USER_ID) String userId,

        @HeaderParam(Caller.USER_EMAIL) String email,

        @HeaderParam(Caller.USER_NAME) String username) {
    /** Header with the caller's id. */
    public static final String USER_ID = "X-User-ID";
    /** Header with the caller's e-mail address. */
    public static final String USER_EMAIL = "X-User-Email";
    /** Header with the caller's user name. */
    public static final String USER_NAME = "X-User-Name";

    /** At most 18 digits, so that the number always fits a {@code long}. */
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");

    public Caller {
        if (userId == null || !POSITIVE.matcher(userId).matches()) {
            throw Problems.unauthorized("Sign in first: this needs a valid bearer token.");
        }
        email = email == null ? "" : email;
        username = username == null || username.isBlank() ? "user_" + userId : username;
    }

    /** The caller's id as a number. */
    public long id() {
        return Long.parseLong(userId);
    }
}
