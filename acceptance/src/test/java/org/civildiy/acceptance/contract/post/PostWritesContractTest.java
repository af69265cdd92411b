package org.civildiy.acceptance.contract.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.civildiy.acceptance.client.Answers.timestamp;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

/** docs/contract.md section 4: creating, changing and deleting posts, their owner and their bounds. */
@AcceptanceTest
class PostWritesContractTest {
    private final Visitor visitor;

    PostWritesContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void a_created_post_is_returned_in_full_with_its_location_and_etag() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var created = ada.post("/api/posts", Map.of("title", "One", "content", "First", "tags", List.of("a", "b")));
        // Then
        var id = created.<String>path("id");
        created.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Location", endsWith("/api/posts/" + id))
                .header("ETag", "\"1\"")
                .body("$", aMapWithSize(7))
                .body("id", matchesPattern("[0-9a-f]{24}"))
                .body("user_id", equalTo((int) ada.id()))
                .body("title", equalTo("One"))
                .body("content", equalTo("First"))
                .body("tags", contains("a", "b"))
                .body("created_at", timestamp())
                .body("updated_at", timestamp());
        visitor.get("/api/posts/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body(equalTo(created.asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\":\"t\",\"content\":\"c\"}", "{\"title\":\"t\",\"content\":\"c\",\"tags\":null}"})
    void a_post_without_tags_has_none(String draft) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var created = ada.post("/api/posts", draft);
        // Then
        created.then().statusCode(201).body("tags", empty());
    }

    @Test
    void content_is_stored_unchanged() {
        // Given
        var ada = visitor.becomesMember();
        var content = "  <script>alert('é')</script> & \"quotes\" \\ \u2028 \uD83D\uDE80\n\ttab  ";
        // When
        var id = ada.posts("<b>title</b>", content, List.of("<i>tag</i>"));
        // Then
        visitor.get("/api/posts/" + id)
                .then()
                .body("title", equalTo("<b>title</b>"))
                .body("content", equalTo(content))
                .body("tags", contains("<i>tag</i>"));
    }

    @ParameterizedTest
    @CsvSource({"1, 201", "200, 201", "201, 400", "0, 400"})
    void a_title_has_1_to_200_characters(int length, int status) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.post("/api/posts", Map.of("title", "x".repeat(length), "content", "c"));
        // Then
        response.then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"1, 201", "10000, 201", "10001, 400", "0, 400"})
    void content_has_1_to_10000_characters(int length, int status) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.post("/api/posts", Map.of("title", "t", "content", "x".repeat(length)));
        // Then
        response.then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"20, 50, 201", "21, 50, 400", "1, 51, 400", "1, 0, 400", "1, 1, 201"})
    void a_post_has_at_most_20_tags_of_1_to_50_characters(int tags, int length, int status) {
        // Given
        var ada = visitor.becomesMember();
        var all = new ArrayList<String>();
        for (int i = 0; i < tags; i++) {
            all.add(
                    length == 0
                            ? ""
                            : Integer.toString(i + 10).substring(0, Math.min(length, 2))
                                    + "x".repeat(Math.max(0, length - 2)));
        }
        // When
        var response = ada.post("/api/posts", Map.of("title", "t", "content", "c", "tags", all));
        // Then
        response.then().statusCode(status);
    }

    @Test
    void every_bad_field_is_named_at_once() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.post("/api/posts", Map.of("title", "", "content", "x".repeat(10_001)));
        // Then
        response.then().spec(invalid("title", "content"));
    }

    @Test
    void an_update_changes_the_fields_that_it_names_and_the_etag() {
        // Given
        var ada = visitor.becomesMember();
        var post = "/api/posts/" + ada.posts("Before", "Content", List.of("kept"));
        var before = visitor.get(post);
        // When
        var updated = ada.put(post, "{\"title\": \"After\"}");
        // Then
        updated.then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("title", equalTo("After"))
                .body("content", equalTo("Content"))
                .body("tags", contains("kept"))
                .body("created_at", equalTo(before.path("created_at")))
                .body("updated_at", timestamp());
        visitor.get(post).then().header("ETag", "\"2\"").body(equalTo(updated.asString()));
    }

    @Test
    void an_update_with_null_tags_removes_them() {
        // Given
        var ada = visitor.becomesMember();
        var post = "/api/posts/" + ada.posts("Tagged", "Content", List.of("removed"));
        // When
        var updated = ada.put(post, "{\"tags\": null}");
        // Then
        updated.then().statusCode(200).body("tags", empty()).body("title", equalTo("Tagged"));
    }

    @ParameterizedTest
    @CsvSource({"title, null", "content, null", "title, '\"\"'", "content, '\"\"'"})
    void an_update_cannot_remove_title_or_content(String field, String value) {
        // Given
        var ada = visitor.becomesMember();
        var post = "/api/posts/" + ada.posts("Stays");
        // When
        var response = ada.put(post, "{\"" + field + "\": " + value + "}");
        // Then
        response.then().spec(invalid(field));
        visitor.get(post).then().statusCode(200).header("ETag", "\"1\"").body("title", equalTo("Stays"));
    }

    @Test
    void only_the_owner_may_change_a_post() {
        // Given
        var post = "/api/posts/" + visitor.becomesMember().posts("Hers");
        var bob = visitor.becomesMember();
        // When
        var update = bob.put(post, "{\"title\": \"His\"}");
        var removal = bob.delete(post);
        // Then
        update.then().spec(problem(403));
        removal.then().spec(problem(403));
        visitor.get(post).then().statusCode(200).body("title", equalTo("Hers"));
    }

    @Test
    void an_update_of_a_stale_copy_is_refused() {
        // Given
        var ada = visitor.becomesMember();
        var post = "/api/posts/" + ada.posts("First");
        ada.put(post, "{\"title\": \"Second\"}");
        // When
        var stale = ada.request()
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("{\"title\": \"Stale\"}")
                .put(post);
        var fresh = ada.request()
                .contentType("application/json")
                .header("If-Match", "\"2\"")
                .body("{\"title\": \"Third\"}")
                .put(post);
        // Then
        stale.then().spec(problem(412));
        fresh.then().statusCode(200).header("ETag", "\"3\"").body("title", equalTo("Third"));
    }

    @Test
    void a_deleted_post_is_a_404() {
        // Given
        var ada = visitor.becomesMember();
        var post = "/api/posts/" + ada.posts("Deleted");
        // When
        var deleted = ada.delete(post);
        // Then
        deleted.then().statusCode(200).body("message", equalTo("Post deleted successfully"));
        visitor.get(post).then().spec(problem(404, "Post not found"));
        ada.delete(post).then().spec(problem(404, "Post not found"));
        visitor.get("/api/posts?user_id=" + ada.id()).then().body("", empty());
    }

    @Test
    void writing_needs_identity_and_reading_does_not() {
        // Given
        var post = "/api/posts/" + visitor.becomesMember().posts("Public");
        // When
        var creation = visitor.post("/api/posts", Map.of("title", "t", "content", "c"));
        var update = visitor.put(post, "{\"title\": \"t\"}");
        var removal = visitor.delete(post);
        // Then
        creation.then().spec(problem(401));
        update.then().spec(problem(401));
        removal.then().spec(problem(401));
        visitor.get(post).then().statusCode(200);
        visitor.request().head(post).then().statusCode(200);
        visitor.request().options("/api/posts").then().statusCode(200);
    }
}
