package org.civildiy.acceptance.client;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static io.restassured.config.HttpClientConfig.httpClientConfig;

/** HTTP client of the gateway without a token. It sends what any client on the network could send. */
public class Visitor {
    public static final String PASSWORD = "correct horse battery staple";

    private final URI gateway;

    public Visitor(URI gateway) {
        this.gateway = gateway;
    }

    /** A request to which a test adds headers, parameters and a body. */
    public RequestSpecification request() {
        return given().baseUri(gateway.toString()).urlEncodingEnabled(false);
    }

    public Response get(String path) {
        return request().get(path);
    }

    public Response post(String path, Object json) {
        return request().contentType(ContentType.JSON).body(json).post(path);
    }

    public Response put(String path, Object json) {
        return request().contentType(ContentType.JSON).body(json).put(path);
    }

    public Response delete(String path) {
        return request().delete(path);
    }

    public Response register(String email, String username, String password) {
        Secrets.add(password);
        return post("/api/auth/register", Map.of("email", email, "username", username, "password", password));
    }

    public Response login(String email, String password) {
        Secrets.add(password);
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** A login from another address of this machine, such as 127.0.0.2, which claims to be forwarded for a third one. */
    public Response loginFrom(String source, String claimed, String email, String password) {
        Secrets.add(password);
        var bound = httpClientConfig().setParam("http.route.local-address", InetAddress.ofLiteral(source));
        return request()
                .config(RestAssuredConfig.config().httpClient(bound))
                .header("X-Forwarded-For", claimed)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/auth/login");
    }

    /** Registers a new user, logs in, and returns a client with that user's token. */
    public Member becomesMember() {
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

    /** A client for the same user with another token. */
    public Member withToken(Member member, String token) {
        return new Member(gateway, member.id(), member.email(), member.username(), token);
    }

    public URI gateway() {
        return gateway;
    }

    /** A user name that no other test uses, in this run or another one on the same stack. */
    public static String unusedName() {
        return "ada-"
                + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36)
                        .toLowerCase(Locale.ROOT);
    }
}
