package org.civildiy.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** Requests of clients. */
public final class Requests {
    public static final String PASSWORD = "correct horse battery staple";

    private Requests() {}

    /** The service creates its tables in the background after its start. */
    public static void awaitReadiness() {
        await("the migration")
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("/health/ready").statusCode() == 200);
    }

    /** A name that no other test uses. */
    public static String newName() {
        return "user-" + UUID.randomUUID().toString().substring(0, 13);
    }

    public static String addressOf(String username) {
        return username + "@example.org";
    }

    public static Response register(String email, String username, String password) {
        return post("/api/auth/register", Map.of("email", email, "username", username, "password", password));
    }

    public static Response register(String username) {
        return register(addressOf(username), username, PASSWORD);
    }

    public static Response login(String email, String password) {
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** A login by the gateway, on behalf of a client at this IP address. */
    public static Response loginFrom(String source, String email, String password) {
        return given().header("X-Forwarded-For", source)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/auth/login");
    }

    public static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    /** The status codes of so many requests at the same moment. */
    public static List<Integer> statusesAtOnce(int requests, IntFunction<Response> request) {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, requests)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> request.apply(i).statusCode(), clients))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    public static Response validate(String authorization) {
        return given().header("Authorization", authorization).get("/api/auth/validate");
    }

    public static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public static Response logout(String token) {
        return with(token).post("/api/auth/logout");
    }

    public static Response changePassword(String token, String current, String next) {
        return with(token)
                .body(Map.of("current_password", current, "new_password", next))
                .post("/api/auth/password");
    }

    public static Response removeAccount(String token, String password) {
        return with(token).body(Map.of("password", password)).delete("/api/auth/me");
    }

    /** Registers an account and logs it in. Returns its token. */
    public static String newMember(String username) {
        register(username).then().statusCode(201);
        return tokenOf(addressOf(username));
    }

    public static String tokenOf(String email) {
        return login(email, PASSWORD).then().statusCode(200).extract().path("access_token");
    }
}
