package org.civildiy.posts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.local.Backends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.as;
import static org.civildiy.posts.PostsApi.createPost;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.readPost;
import static org.civildiy.posts.PostsApi.updatePost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class PostResourceTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String NO_POST = "65b9f1c2d3e4f5a6b7c8d9ff";
    private static final String EMOJI = "\uD83D\uDE80";

    Backends backends;

    // Create

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
        var longest = post(
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
        var tooMuch = post("t".repeat(201), "c".repeat(10_001), List.of("ok", "", "t".repeat(51)));
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
        var response = createPost(101, post("T", "C", tags));
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
        createPost(101, post("T", "c".repeat(1_100_000), List.of()))
                .statusCode(413)
                .contentType(PROBLEM);
    }

    // Read

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

    // List

    @Test
    void the_list_is_a_bare_array_with_the_newest_first() {
        // Given
        var first = newPost(103);
        var second = newPost(103);
        var third = newPost(103);
        // When
        var list = given().get("/api/posts?user_id=103");
        // Then
        list.then().statusCode(200).body("id", contains(third, second, first)).header("Link", nullValue());
    }

    @Test
    void following_the_links_shows_every_post_once_and_keeps_the_filters() {
        // Given
        var all = IntStream.range(0, 7)
                .mapToObj(number -> newPost(104, post("T", "C", List.of("a&b c"))))
                .toList();
        newPost(104);
        // When
        var seen = new ArrayList<String>();
        var next = "/api/posts?user_id=104&tag=a%26b+c&limit=3";
        while (next != null) {
            var page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("id"));
            next = page.header("Link") == null ? null : page.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        }
        // Then
        assertThat(seen).containsExactlyElementsOf(all.reversed());
    }

    @Test
    void the_literal_query_of_the_contract_lists_ten() {
        // Given
        LongStream.range(0, 11).forEach(number -> newPost(105));
        // When
        var list = given().get("/api/posts?user_id=&tag=&limit=10&skip=0");
        // Then
        list.then()
                .statusCode(200)
                .body("", hasSize(10))
                .header("Link", equalTo("</api/posts?limit=10&skip=10>; rel=\"next\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_id=0", "user_id=-5", "user_id=105999", "tag=nobody-uses-this", "skip=2147483647"})
    void a_filter_that_nothing_fits_is_an_empty_list(String query) {
        given().get("/api/posts?" + query).then().statusCode(200).body("", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=ten",
                "limit=1.5",
                "skip=-1",
                "skip=x",
                "skip=99999999999",
                "user_id=x",
                "user_id=1.0",
                "user_id=99999999999999999999"
            })
    void a_bad_query_value_is_a_400_that_names_it(String query) {
        given().get("/api/posts?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void all_bad_query_values_are_named_at_once() {
        given().get("/api/posts?limit=0&skip=-1&user_id=x&tag=" + "t".repeat(51))
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("limit", "skip", "user_id", "tag"));
    }

    // Update

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

    // Delete

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

    // What the old system left

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

    // The description

    @Test
    void the_description_has_the_names_on_the_wire_and_asks_nobody_for_an_identity() {
        given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .body("components.schemas.Post.properties.keySet()", hasItems("user_id", "created_at", "updated_at"))
                .body("components.schemas.keySet()", not(hasItem("Caller")))
                .body("paths.'/api/posts/{id}'.delete", not(hasKey("requestBody")))
                .body("paths.'/api/posts/{id}'.put.parameters.name", containsInAnyOrder("id", "If-Match"))
                .body(
                        "paths.'/api/posts'.post.responses.keySet()",
                        containsInAnyOrder("201", "400", "401", "409", "406", "413", "415", "429", "503"))
                .body("paths.'/api/posts'.post.parameters.name", contains("Idempotency-Key"))
                .body("paths.'/api/posts'.post.parameters.schema.type", contains("string"));
    }

    private String oldPost(Document document) {
        var id = new ObjectId();
        try (var documents = new Documents(backends)) {
            documents.insert(document.append("_id", id));
        }
        return id.toHexString();
    }

    private static String post(String title, String content, List<String> tags) {
        return new JsonObject()
                .put("title", title)
                .put("content", content)
                .put("tags", new JsonArray(tags))
                .encode();
    }
}
