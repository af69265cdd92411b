package org.civildiy.posts.legacy;

import java.time.Instant;
import java.util.Date;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;

import static io.restassured.RestAssured.given;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

/** Documents that the system before left in the same collection. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class LegacyDocumentTest {
    Backends backends;

    @Test
    void a_post_of_the_old_system_is_read_listed_changed_and_deleted() {
        // Given
        var id = oldPost(new Document("user_id", 109)
                .append("title", "Old")
                .append("content", "<p>Old</p>")
                .append("created_at", Date.from(Instant.parse("2025-11-03T12:34:56.843Z")))
                .append("updated_at", Date.from(Instant.parse("2025-11-03T12:34:56.843Z"))));
        // When, Then
        readPost(id)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("tags", empty())
                .body("created_at", equalTo("2025-11-03T12:34:56.843Z"));
        given().get("/api/posts?user_id=109").then().body("id", contains(id));
        updatePost(109, id, "{\"tags\": [\"new\"]}")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("title", equalTo("Old"));
        deletePost(109, id).statusCode(200);
    }

    @Test
    void a_null_that_the_old_system_stored_does_not_break_the_list() {
        // Given
        var id = oldPost(new Document("user_id", 110).append("title", null).append("content", "C"));
        // When
        var list = given().get("/api/posts?user_id=110");
        // Then
        list.then().statusCode(200).body("id", contains(id)).body("[0].title", equalTo(""));
    }

    private String oldPost(Document document) {
        var id = new ObjectId();
        try (var documents = new Documents(backends)) {
            documents.insert(document.append("_id", id));
        }
        return id.toHexString();
    }
}
