package org.civildiy.profile;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Requests as the gateway forwards them, and a profile to send. */
final class Requests {
    static final Map<String, Object> ALL_FIELDS = Map.ofEntries(
            Map.entry("first_name", "Ada"),
            Map.entry("last_name", "Lovelace"),
            Map.entry("dob", "1815-12-10"),
            Map.entry("address", "12 St James's Square"),
            Map.entry("city", "London"),
            Map.entry("state", "Middlesex"),
            Map.entry("zip_code", "SW1Y 4JH"),
            Map.entry("country", "UK"),
            Map.entry("phone", "555-1815"),
            Map.entry("bio", "Wrote the first program <b>🔑</b>"),
            Map.entry("preferences", "{\"theme\": \"dark\"}"));

    private Requests() {}

    /** A user that no other test has; the id does not fit into 32 bits. */
    static long newUserId() {
        return ThreadLocalRandom.current().nextLong(10_000_000_000L, 999_999_999_999_999_999L);
    }

    static RequestSpecification as(long userId) {
        return as(Long.toString(userId));
    }

    static RequestSpecification as(String id) {
        return given().header("X-User-ID", id).contentType(ContentType.JSON);
    }
}
