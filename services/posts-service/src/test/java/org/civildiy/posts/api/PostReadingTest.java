package org.civildiy.posts.api;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.civildiy.posts.RealBackends;

import static io.restassured.RestAssured.given;
import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** One post: who has it is not sent it again. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class PostReadingTest {
    private static final String NO_POST = "65b9f1c2d3e4f5a6b7c8d9ff";

    @Test
    void a_post_that_is_not_there_is_404_and_a_malformed_id_400() {
        readPost(NO_POST).statusCode(404).contentType(PROBLEM).body("detail", equalTo("Post not found"));
        readPost("abc").statusCode(400).contentType(PROBLEM).body("violations.field", contains("id"));
        updatePost(101, NO_POST, "{}").statusCode(404);
        updatePost(101, "abc", "{\"title\": \"\"}").statusCode(400).body("violations.field", contains("id", "title"));
        deletePost(101, NO_POST).statusCode(404);
        deletePost(101, "65b9f1c2d3e4f5a6b7c8d9fg").statusCode(400).body("violations.field", contains("id"));
    }

    @Test
    void a_reader_that_has_the_post_is_not_sent_it_again() {
        // Given
        var id = newPost(102);
        // When
        var known = given().header("If-None-Match", "\"9\", W/\"1\"").get("/api/posts/" + id);
        // Then
        known.then().statusCode(304).header("ETag", "\"1\"").body(equalTo(""));
    }

    @Test
    void a_reader_that_has_an_older_one_is_sent_the_newest() {
        // Given
        var id = newPost(102);
        updatePost(102, id, "{\"title\": \"New\"}");
        // When
        var known = given().header("If-None-Match", "\"1\"").get("/api/posts/" + id);
        // Then
        known.then().statusCode(200).header("ETag", "\"2\"").body("title", equalTo("New"));
    }

    @Test
    void head_is_get_without_the_body() {
        given().head("/api/posts/" + newPost(102))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body(equalTo(""));
    }
}
