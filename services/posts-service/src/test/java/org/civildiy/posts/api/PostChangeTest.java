package org.civildiy.posts.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.posts.RealBackends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.as;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

/** An owner changes a post or deletes it; nobody else does, and nobody by mistake. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class PostChangeTest {
    @Test
    void a_change_changes_what_it_names_and_counts_the_version() {
        // Given
        var id = newPost(106);
        // When
        var changed = updatePost(106, id, "{\"content\": \"New\", \"unknown\": true}");
        // Then
        changed.statusCode(200)
                .header("ETag", "\"2\"")
                .body("title", equalTo("Title"))
                .body("content", equalTo("New"))
                .body("tags", contains("a"));
        assertThat(readPost(id).extract().asString())
                .isEqualTo(changed.extract().asString());
    }

    @Test
    void an_empty_change_is_a_change_too() {
        // Given
        var id = newPost(106);
        // When
        var changed = updatePost(106, id, "{}");
        // Then
        changed.statusCode(200).header("ETag", "\"2\"").body("title", equalTo("Title"));
    }

    @Test
    void a_null_title_or_content_is_refused_and_changes_nothing() {
        // Given
        var id = newPost(106);
        // When
        var changed = updatePost(106, id, "{\"title\": null, \"content\": null}");
        // Then
        changed.statusCode(400).body("violations.field", containsInAnyOrder("title", "content"));
        readPost(id).statusCode(200).header("ETag", "\"1\"").body("title", equalTo("Title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tags\": null}", "{\"tags\": []}"})
    void null_tags_are_no_tags(String change) {
        // Given
        var id = newPost(106);
        // When
        var changed = updatePost(106, id, change);
        // Then
        changed.statusCode(200).body("tags", empty());
    }

    @Test
    void somebody_elses_post_cannot_be_changed_or_deleted() {
        // Given
        var id = newPost(106);
        // When, Then
        updatePost(107, id, "{\"title\": \"Mine\"}")
                .statusCode(403)
                .contentType(PROBLEM)
                .body("detail", equalTo("Cannot update another user's post"));
        deletePost(107, id).statusCode(403).body("detail", equalTo("Cannot delete another user's post"));
        readPost(id).body("title", equalTo("Title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "*", "\"7\", \"1\""})
    void a_change_of_what_was_read_goes_through(String expected) {
        // Given
        var id = newPost(106);
        // When
        var changed = as(106).header("If-Match", expected)
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/api/posts/" + id);
        // Then
        changed.then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"1\"", "1", "\"7\", \"8\""})
    void a_change_of_something_else_is_412_and_changes_nothing(String expected) {
        // Given
        var id = newPost(106);
        // When
        var stale = as(106).header("If-Match", expected);
        // Then
        stale.contentType(ContentType.JSON)
                .body("{}")
                .put("/api/posts/" + id)
                .then()
                .statusCode(412)
                .contentType(PROBLEM);
        as(106).header("If-Match", expected).delete("/api/posts/" + id).then().statusCode(412);
        readPost(id).header("ETag", "\"1\"");
    }

    @Test
    void changes_at_the_same_moment_all_count() {
        // Given
        var id = newPost(106);
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            IntStream.range(0, 40)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> updatePost(106, id, "{\"title\": \"" + number + "\"}")
                                    .statusCode(200),
                            threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        // Then
        readPost(id).header("ETag", "\"41\"");
    }

    @Test
    void of_changes_of_the_same_version_at_the_same_moment_one_wins() {
        // Given
        var id = newPost(106);
        // When
        List<Integer> answers;
        try (var threads = Executors.newFixedThreadPool(8)) {
            answers = IntStream.range(0, 8)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> as(106).header("If-Match", "\"1\"")
                                    .contentType(ContentType.JSON)
                                    .body("{}")
                                    .put("/api/posts/" + id)
                                    .statusCode(),
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .sorted()
                    .toList();
        }
        // Then
        assertThat(answers).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
    }

    @Test
    void a_deleted_post_is_gone_for_everybody() {
        // Given
        var id = newPost(108);
        // When
        var deleted = deletePost(108, id);
        // Then
        deleted.statusCode(200).body("message", equalTo("Post deleted successfully"));
        readPost(id).statusCode(404);
        updatePost(108, id, "{}").statusCode(404);
        deletePost(108, id).statusCode(404);
        given().get("/api/posts?user_id=108").then().body("", empty());
    }
}
