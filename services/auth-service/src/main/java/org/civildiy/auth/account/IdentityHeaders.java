package org.civildiy.auth.account;

import java.util.regex.Pattern;

import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.auth.token.Account;
import org.civildiy.defaults.identity.Caller;

/**
 * The response to forward-auth: the account of a valid token in headers, which the gateway adds to the client's request. A user name or
 * e-mail address with characters that a header must not contain is left out. Only legacy accounts have such values, and the id alone
 * identifies the account.
 */
final class IdentityHeaders {
    private static final Pattern HEADER_SAFE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private IdentityHeaders() {}

    static RestResponse<Void> of(Account account) {
        var response = RestResponse.ResponseBuilder.<Void>ok().header(Caller.USER_ID, account.id());
        addIfSafe(response, Caller.USER_EMAIL, account.email());
        addIfSafe(response, Caller.USER_NAME, account.username());
        return response.build();
    }

    private static void addIfSafe(RestResponse.ResponseBuilder<Void> response, String name, String value) {
        if (HEADER_SAFE.matcher(value).matches()) {
            response.header(name, value);
        }
    }
}
