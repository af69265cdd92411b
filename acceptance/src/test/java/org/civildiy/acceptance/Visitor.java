package org.civildiy.acceptance;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Somebody at the gateway without a token. Everything goes over HTTP, as any client's requests would. */
class Visitor {
    static final String PASSWORD = "correct horse battery staple";

    private final URI gateway;

    Visitor(URI gateway) {
        this.gateway = gateway;
    }

    /** A request that can still be given headers, parameters and a body. */
    RequestSpecification request() {
        return given().baseUri(gateway.toString()).urlEncodingEnabled(false);
    }

    Response get(String path) {
        return request().get(path);
    }

    Response post(String path, Object json) {
        return request().contentType(ContentType.JSON).body(json).post(path);
    }

    Response put(String path, Object json) {
        return request().contentType(ContentType.JSON).body(json).put(path);
    }

    Response delete(String path) {
        return request().delete(path);
    }

    Response register(String email, String username, String password) {
        Secrets.used(password);
        return post("/api/auth/register", Map.of("email", email, "username", username, "password", password));
    }

    Response login(String email, String password) {
        Secrets.used(password);
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** A person nobody has seen before, registered and logged in. */
    Member becomesMember() {
        var username = unusedName();
        var email = username + "@example.com";
        long id = register(email, username, PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        var token = login(email, PASSWORD).then().statusCode(200).extract().<String>path("access_token");
        return new Member(gateway, id, email, username, token);
    }

    /** The same person with another token. */
    Member withToken(Member member, String token) {
        return new Member(gateway, member.id(), member.email(), member.username(), token);
    }

    URI gateway() {
        return gateway;
    }

    /** A name that is used once, however often and beside whatever else the tests run. */
    static String unusedName() {
        return "ada-"
                + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36)
                        .toLowerCase(Locale.ROOT);
    }
}
