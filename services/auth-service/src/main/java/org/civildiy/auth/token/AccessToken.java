package org.civildiy.auth.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token response of OAuth 2.0 (RFC 6749, section 5.1). {@code toString} does not show the token. */
@Schema(requiredProperties = {"access_token", "token_type", "expires_in"})
public record AccessToken(String accessToken, String tokenType, long expiresIn) {
    @Override
    public String toString() {
        return "AccessToken[...]";
    }
}
