package org.civildiy.acceptance.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Registered test user: a {@link Visitor} whose requests carry the user's token. */
public final class Member extends Visitor {
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
        Secrets.add(token);
    }

    @Override
    public RequestSpecification request() {
        return super.request().header("Authorization", "Bearer " + token);
    }

    /** Creates a post and returns its id. */
    public String posts(String title) {
        return posts(title, "What there is to say about " + title, List.of());
    }

    public String posts(String title, String content, List<String> tags) {
        return post("/api/posts", Map.of("title", title, "content", content, "tags", tags))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Creates a post with this tag under an {@code Idempotency-Key}: sent again, the same key and tag create no other post. */
    public Response postsOnce(String key, String tag) {
        return request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Once", "content", "And not again", "tags", List.of(tag)))
                .post("/api/posts");
    }

    public long id() {
        return id;
    }

    public String email() {
        return email;
    }

    public String username() {
        return username;
    }

    public String token() {
        return token;
    }
}
