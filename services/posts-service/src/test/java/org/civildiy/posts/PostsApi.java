package org.civildiy.posts;

import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import static io.restassured.RestAssured.given;

/** What clients do, as the gateway passes it on. */
public final class PostsApi {
    public static final String PROBLEM = "application/problem+json";

    private PostsApi() {}

    public static RequestSpecification as(long user) {
        return given().header("X-User-ID", user)
                .header("X-User-Email", "user" + user + "@example.com")
                .header("X-User-Name", "name" + user);
    }

    public static String json(String title, String content, List<String> tags) {
        return new JsonObject()
                .put("title", title)
                .put("content", content)
                .put("tags", new JsonArray(tags))
                .encode();
    }

    /** A new post of that user: its id. */
    public static String newPost(long user) {
        return newPost(user, """
                {"title": "Title", "content": "Content", "tags": ["a"]}""");
    }

    public static String newPost(long user, String json) {
        return as(user).contentType(ContentType.JSON)
                .body(json)
                .post("/api/posts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static ValidatableResponse createPost(long user, String json) {
        return as(user).contentType(ContentType.JSON)
                .body(json)
                .post("/api/posts")
                .then();
    }

    public static ValidatableResponse updatePost(long user, String id, String json) {
        return as(user).contentType(ContentType.JSON)
                .body(json)
                .put("/api/posts/{id}", id)
                .then();
    }

    public static ValidatableResponse deletePost(long user, String id) {
        return as(user).delete("/api/posts/{id}", id).then();
    }

    public static ValidatableResponse readPost(String id) {
        return given().get("/api/posts/{id}", id).then();
    }
}
