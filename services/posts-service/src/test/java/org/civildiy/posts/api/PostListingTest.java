package org.civildiy.posts.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.posts.PostsApi.PROBLEM;
import static org.civildiy.posts.PostsApi.json;
import static org.civildiy.posts.PostsApi.newPost;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

/** The list of posts: its order, its pages, its filters. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class PostListingTest {
    Backends backends;

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
                .mapToObj(number -> newPost(104, json("T", "C", List.of("a&b c"))))
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
    void a_read_does_not_load_the_outbox() {
        // Given
        var id = new ObjectId();
        var unreadable = List.of(new Document("version", "not a number"));
        try (var documents = new Documents(backends)) {
            documents.insert(new Document("_id", id)
                    .append("user_id", 10_601L)
                    .append("title", "Title")
                    .append("outbox", unreadable)
                    .append("revision", 1L));
            // When
            var list = given().get("/api/posts?user_id=10601");
            var post = given().get("/api/posts/" + id);
            documents.delete(id);
            // Then
            list.then().statusCode(200).body("id", contains(id.toHexString()));
            post.then().statusCode(200).body("title", equalTo("Title"));
        }
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
}
