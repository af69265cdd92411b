package org.civildiy.auth;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token as OAuth 2.0 answers it (RFC 6749, section 5.1). */
@Schema(requiredProperties = {"access_token", "token_type", "expires_in"})
record AccessToken(String accessToken, String tokenType, long expiresIn) {
    @Override
    public String toString() {
        return "AccessToken[...]";
    }
}
