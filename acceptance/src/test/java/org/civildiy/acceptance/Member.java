package org.civildiy.acceptance;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Somebody who is signed in: a {@link Visitor} whose requests carry a token. */
final class Member extends Visitor {
    private final long id;
    private final String email;
    private final String username;
    private final String token;

    Member(URI gateway, long id, String email, String username, String token) {
        super(gateway);
        this.id = id;
        this.email = email;
        this.username = username;
        this.token = token;
        Secrets.used(token);
    }

    @Override
    RequestSpecification request() {
        return super.request().header("Authorization", "Bearer " + token);
    }

    /** Writes a post and tells its id. */
    String posts(String title) {
        return posts(title, "What there is to say about " + title, List.of());
    }

    String posts(String title, String content, List<String> tags) {
        return post("/api/posts", Map.of("title", title, "content", content, "tags", tags))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Writes a post with this tag under an {@code Idempotency-Key}: however often that is done, one post is there. */
    Response postsOnce(String key, String tag) {
        return request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Once", "content", "And not again", "tags", List.of(tag)))
                .post("/api/posts");
    }

    long id() {
        return id;
    }

    String email() {
        return email;
    }

    String username() {
        return username;
    }

    String token() {
        return token;
    }
}
