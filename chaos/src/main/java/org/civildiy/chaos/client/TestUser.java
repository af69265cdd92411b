package org.civildiy.chaos.client;

import java.util.Map;

/**
 * A registered test user. Several clients share one user and the user's posts.
 *
 * @param pool the user's posts, which every client of this user may change
 */
public record TestUser(long id, String email, String token, PostPool pool) {
    private static final String PASSWORD = "correct horse battery staple";

    /** Registers an account and logs in. A failure ends the run, so this method is called before the first fault. */
    public static TestUser register(GatewayClient gateway, String name) {
        var email = name + "@example.com";
        var registered = gateway.ask(
                "POST", "/api/auth/register", Map.of(), Map.of("email", email, "username", name, "password", PASSWORD));
        if (registered.status() != 201) {
            throw new IllegalStateException("cannot register: the gateway answered " + registered.status());
        }
        var token = logIn(gateway, email).body().path("access_token").asText();
        return new TestUser(registered.body().path("id").asLong(), email, token, new PostPool());
    }

    static GatewayClient.Answer logIn(GatewayClient gateway, String email) {
        return gateway.ask("POST", "/api/auth/login", Map.of(), Map.of("email", email, "password", PASSWORD));
    }

    Map<String, String> identity() {
        return Map.of("Authorization", "Bearer " + token);
    }
}
