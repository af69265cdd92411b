package org.civildiy.acceptance.contract.post;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** docs/contract.md section 4: reads of one post and of lists of posts. */
@AcceptanceTest
class PostReadsContractTest {
    private static final String NO_SUCH_POST = "/api/posts/ffffffffffffffffffffffff";

    private final Visitor visitor;

    PostReadsContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void a_read_with_the_current_etag_is_a_304() {
        // Given
        var post = "/api/posts/" + visitor.becomesMember().posts("Known");
        // When
        var same = visitor.request().header("If-None-Match", "\"1\"").get(post);
        var other = visitor.request().header("If-None-Match", "\"7\"").get(post);
        // Then
        same.then().statusCode(304).header("ETag", "\"1\"").body(emptyString());
        other.then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "zzzzzzzzzzzzzzzzzzzzzzzz",
                "0123456789abcdef0123456",
                "0123456789abcdef012345678",
                "%20",
                "null"
            })
    void a_malformed_id_is_a_400(String id) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var read = visitor.get("/api/posts/" + id);
        var write = ada.put("/api/posts/" + id, "{\"title\":\"t\"}");
        var removal = ada.delete("/api/posts/" + id);
        // Then
        read.then().spec(problem(400));
        write.then().spec(problem(400));
        removal.then().spec(problem(400));
    }

    @Test
    void an_unknown_post_is_a_404() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var read = visitor.get(NO_SUCH_POST);
        var write = ada.put(NO_SUCH_POST, "{\"title\":\"t\"}");
        var removal = ada.delete(NO_SUCH_POST);
        // Then
        read.then().spec(problem(404, "Post not found"));
        write.then().spec(problem(404, "Post not found"));
        removal.then().spec(problem(404, "Post not found"));
    }

    @Test
    void a_list_is_a_bare_array_of_whole_posts_newest_first() {
        // Given
        var ada = visitor.becomesMember();
        var first = ada.posts("First");
        var second = ada.posts("Second");
        // When
        var list = visitor.get("/api/posts?user_id=" + ada.id());
        // Then
        list.then().statusCode(200).body("id", contains(second, first)).body("[0]", aMapWithSize(7));
        assertThat(visitor.get("/api/posts/" + second).jsonPath().getMap("$"))
                .isEqualTo(list.jsonPath().getMap("[0]"));
    }

    @Test
    void a_list_can_be_filtered_by_tag() {
        // Given
        var tag = Visitor.unusedName();
        var ada = visitor.becomesMember();
        var tagged = ada.posts("Tagged", "c", List.of("other", tag));
        ada.posts("Not tagged");
        var bobs = visitor.becomesMember().posts("Bob's", "c", List.of(tag));
        // When
        var all = visitor.get("/api/posts?tag=" + tag);
        var hers = visitor.get("/api/posts?tag=" + tag + "&user_id=" + ada.id());
        // Then
        all.then().statusCode(200).body("id", contains(bobs, tagged));
        hers.then().statusCode(200).body("id", contains(tagged));
    }

    @Test
    void pages_are_ten_posts_and_link_to_the_next_as_long_as_there_is_more() {
        // Given
        var ada = visitor.becomesMember();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            ids.add(ada.posts("Post " + i));
        }
        Collections.reverse(ids);
        // When
        var first = visitor.get("/api/posts?user_id=" + ada.id());
        var next = visitor.get(nextOf(first.header("Link")));
        // Then
        first.then().body("id", equalTo(ids.subList(0, 10)));
        next.then().body("id", equalTo(ids.subList(10, 12))).header("Link", not(containsString("rel=\"next\"")));
    }

    @Test
    void a_page_that_ends_exactly_at_the_last_post_has_no_next() {
        // Given
        var ada = visitor.becomesMember();
        ada.posts("One");
        ada.posts("Two");
        // When
        var all = visitor.get("/api/posts?limit=2&user_id=" + ada.id());
        var beyond = visitor.get("/api/posts?skip=2&user_id=" + ada.id());
        // Then
        all.then().body("", hasSize(2)).header("Link", (String) null);
        beyond.then().statusCode(200).body("", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 1, 200",
        "limit, 100, 200",
        "limit, 0, 400",
        "limit, 101, 400",
        "limit, -1, 400",
        "limit, abc, 400",
        "limit, '', 400",
        "limit, 1.5, 400",
        "limit, 99999999999999999999, 400",
        "skip, 0, 200",
        "skip, 1000000, 200",
        "skip, -1, 400",
        "skip, abc, 400",
        "user_id, abc, 400",
        "user_id, 1.5, 400"
    })
    void paging_is_bounded_and_never_clamped(String parameter, String value, int status) {
        // When
        var response = visitor.get("/api/posts?" + parameter + "=" + value);
        // Then
        response.then().statusCode(status);
        if (status == 400) {
            response.then().spec(invalid(parameter));
        }
    }

    @Test
    void both_bad_query_values_are_named_at_once() {
        // When
        var response = visitor.get("/api/posts?limit=0&skip=-1");
        // Then
        response.then().spec(invalid("limit", "skip"));
    }

    private static String nextOf(String link) {
        var next =
                Pattern.compile("<(?:https?://[^/]+)?([^>]+)>; ?rel=\"?next\"?").matcher(link);
        assertThat(next.find()).as(link).isTrue();
        return next.group(1);
    }
}
