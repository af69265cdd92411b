package org.civildiy.chaos.client;

import java.util.Map;

/**
 * Somebody who writes.
 *
 * @param pool the posts that others of the same name may change
 */
public record Member(long id, String email, String token, PostPool pool) {
    private static final String PASSWORD = "correct horse battery staple";

    /** Registers and logs in, while nothing is wrong yet. */
    public static Member join(GatewayClient gateway, String name) {
        var email = name + "@example.com";
        var registered = gateway.ask(
                "POST", "/api/auth/register", Map.of(), Map.of("email", email, "username", name, "password", PASSWORD));
        if (registered.status() != 201) {
            throw new IllegalStateException("cannot register: the gateway answered " + registered.status());
        }
        var token = logIn(gateway, email).body().path("access_token").asText();
        return new Member(registered.body().path("id").asLong(), email, token, new PostPool());
    }

    static GatewayClient.Answer logIn(GatewayClient gateway, String email) {
        return gateway.ask("POST", "/api/auth/login", Map.of(), Map.of("email", email, "password", PASSWORD));
    }

    Map<String, String> identity() {
        return Map.of("Authorization", "Bearer " + token);
    }
}
