package org.civildiy.posts.api;

import java.util.List;
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
import static org.civildiy.posts.PostsApi.createPost;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.json;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** A client writes a post, or something that is none. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class PostCreationTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String EMOJI = "\uD83D\uDE80";

    @Test
    void a_new_post_is_answered_whole_with_its_address_and_its_tag() {
        // When
        var response = createPost(101, """
                {"title": "Title", "content": "<b>Content</b> & more", "tags": ["a", "b"], "unknown": 1}""");
        // Then
        String id = response.statusCode(201)
                .contentType(ContentType.JSON)
                .body("user_id", equalTo(101))
                .body("title", equalTo("Title"))
                .body("content", equalTo("<b>Content</b> & more"))
                .body("tags", contains("a", "b"))
                .body("created_at", matchesPattern(TIME))
                .body("updated_at", matchesPattern(TIME))
                .body("size()", equalTo(7))
                .header("ETag", "\"1\"")
                .extract()
                .path("id");
        response.header("Location", equalTo("/api/posts/" + id));
    }

    @Test
    void a_write_tells_what_to_wait_for_in_the_streams() {
        // When
        var created = createPost(101, "{\"title\": \"T\", \"content\": \"C\"}");
        // Then
        String id = created.extract().path("id");
        created.header("X-Stream-Position", equalTo(id + ":1"));
        updatePost(101, id, "{}").header("X-Stream-Position", equalTo(id + ":2"));
        deletePost(101, id).header("X-Stream-Position", equalTo(id + ":3"));
    }

    @Test
    void what_is_read_later_is_what_was_answered_at_first() {
        // Given
        var created = createPost(101, """
                {"title": "  Größe \uD83D\uDC69\u200D\uD83D\uDE80 ", "content": "a\\r\\n\\tb\\u0001<script>", "tags": ["日本"]}""");
        // When
        var read = readPost(created.extract().path("id"));
        // Then
        assertThat(read.statusCode(200).extract().asString())
                .isEqualTo(created.extract().asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"tags\": null", ", \"tags\": []"})
    void a_post_may_have_no_tags(String tags) {
        createPost(101, "{\"title\": \"T\", \"content\": \"C\"" + tags + "}")
                .statusCode(201)
                .body("tags", empty());
    }

    @Test
    void the_longest_text_is_taken_and_counted_in_characters() {
        // Given
        var longest = json(
                EMOJI.repeat(200),
                EMOJI.repeat(10_000),
                IntStream.range(0, 20).mapToObj(tag -> EMOJI.repeat(50)).toList());
        // When
        var response = createPost(101, longest);
        // Then
        response.statusCode(201).body("content", equalTo(EMOJI.repeat(10_000)));
    }

    @Test
    void every_bad_field_is_named_at_once() {
        // Given
        var tooMuch = json("t".repeat(201), "c".repeat(10_001), List.of("ok", "", "t".repeat(51)));
        // When
        var response = createPost(101, tooMuch);
        // Then
        response.statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", containsInAnyOrder("title", "content", "tags[1]", "tags[2]"))
                .body("detail", containsString("title must have 1 to 200 characters"));
    }

    @Test
    void one_tag_too_many_is_refused() {
        // Given
        var tags = IntStream.range(0, 21).mapToObj(Integer::toString).toList();
        // When
        var response = createPost(101, json("T", "C", tags));
        // Then
        response.statusCode(400).body("violations.field", contains("tags"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"title\": null, \"content\": null}",
                "{\"title\": \"\", \"content\": \"\"}",
            })
    void a_post_without_title_and_content_is_refused_for_both(String body) {
        createPost(101, body).statusCode(400).body("violations.field", containsInAnyOrder("title", "content"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"post\"",
                "{\"title\": \"T\", \"content\": ",
                "{\"title\": 1, \"content\": \"C\"}",
                "{\"title\": \"T\", \"content\": \"C\", \"tags\": \"a\"}",
                "{\"title\": \"T\", \"content\": \"C\", \"tags\": [null]}",
                "{\"title\": \"T\", \"content\": \"C\", \"tags\": [{}]}",
                "{\"title\": \"T\\u0000\", \"content\": \"C\"}",
                "{\"title\": \"T\", \"content\": \"\\ud83d\"}",
                "{\"title\": \"T\", \"content\": \"C\", \"tags\": [\"\\ude80\"]}"
            })
    void what_is_no_post_is_refused_with_a_reason(String body) {
        createPost(101, body).statusCode(400).contentType(PROBLEM).body("detail", not(nullValue()));
    }

    @Test
    void a_write_needs_an_identity() {
        // Given
        var id = newPost(101);
        var request = given().contentType(ContentType.JSON).body("{\"title\": \"T\", \"content\": \"C\"}");
        // When, Then
        request.post("/api/posts").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        request.put("/api/posts/" + id).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().delete("/api/posts/" + id).then().statusCode(401).header("WWW-Authenticate", "Bearer");
    }

    @Test
    void what_is_not_json_is_415_and_what_is_too_long_413() {
        as(101).contentType(ContentType.TEXT)
                .body("{}")
                .post("/api/posts")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        createPost(101, json("T", "c".repeat(1_100_000), List.of()))
                .statusCode(413)
                .contentType(PROBLEM);
    }
}
