package org.civildiy.auth;

/** A token as OAuth 2.0 answers it (RFC 6749, section 5.1). */
record AccessToken(String accessToken, String tokenType, long expiresIn) {
    @Override
    public String toString() {
        return "AccessToken[...]";
    }
}
