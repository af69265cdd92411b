package org.civildiy.acceptance.contract.stream;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

/** docs/contract.md section 6: pages of the streams, their bounds, and reads with a consistency token. */
@AcceptanceTest
class StreamPagesContractTest {
    private final Visitor visitor;
    private final ActivityStream stream;

    StreamPagesContractTest(Visitor visitor) {
        this.visitor = visitor;
        this.stream = ActivityStream.global(visitor);
    }

    @Test
    void an_empty_stream_is_an_empty_page() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var hers = ada.get("/api/activity-stream/user?limit=7&skip=3");
        // Then
        hers.then()
                .statusCode(200)
                .body("items", empty())
                .body("total", equalTo(0))
                .body("limit", equalTo(7))
                .body("skip", equalTo(3));
    }

    @Test
    void pages_follow_each_other_without_a_gap() {
        // Given
        var ada = visitor.becomesMember();
        for (int i = 0; i < 5; i++) {
            ada.posts("Post " + i);
        }
        var hers = ActivityStream.of(ada);
        await().until(() -> hers.items().size() == 5);
        // When
        var first = ada.get("/api/activity-stream/user?limit=2");
        var second = ada.get("/api/activity-stream/user?limit=2&skip=2");
        var third = ada.get("/api/activity-stream/user?limit=2&skip=4");
        // Then
        first.then().body("items.title", equalTo(List.of("Post 4", "Post 3"))).body("total", equalTo(5));
        second.then().body("items.title", equalTo(List.of("Post 2", "Post 1"))).body("total", equalTo(5));
        third.then().body("items.title", equalTo(List.of("Post 0"))).body("total", equalTo(5));
    }

    @Test
    void a_read_with_the_consistency_token_of_a_write_sees_it() {
        // Given
        var ada = visitor.becomesMember();
        for (int i = 0; i < 20; i++) {
            var written = ada.post("/api/posts", Map.of("title", "Post " + i, "content", "C"))
                    .header("X-Stream-Position");
            // When
            var read = ada.request().header("X-Stream-Position", written).get("/api/activity-stream/user");
            // Then
            read.then()
                    .statusCode(200)
                    .header("X-Stream-Position", equalTo(written + "; projected=true"))
                    .body("items[0].title", equalTo("Post " + i));
        }
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
        "limit, 99999999999999999999, 400",
        "skip, 0, 200",
        "skip, 1000000, 200",
        "skip, -1, 400",
        "skip, abc, 400"
    })
    void paging_is_bounded_and_never_clamped(String parameter, String value, int status) {
        // Given
        var ada = visitor.becomesMember();
        var query = "?" + parameter + "=" + value;
        // When
        var global = visitor.get("/api/activity-stream" + query);
        var own = ada.get("/api/activity-stream/user" + query);
        // Then
        global.then().statusCode(status);
        own.then().statusCode(status);
        if (status == 400) {
            global.then().spec(invalid(parameter));
            own.then().spec(invalid(parameter));
        }
    }

    @Test
    void a_page_has_as_many_items_as_its_limit() {
        // Given
        var ada = visitor.becomesMember();
        stream.awaitPost(ada.posts("One"));
        stream.awaitPost(ada.posts("Two"));
        // When
        var page = visitor.get("/api/activity-stream?limit=1");
        // Then
        page.then().body("items", hasSize(1)).body("total", greaterThanOrEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/activity-stream",
                "/api/activity-stream/user",
                "/api/activity-stream/stats",
                "/api/activity-stream/live"
            })
    void the_stream_cannot_be_written(String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.post(path, Map.of("title", "t"));
        // Then
        response.then().spec(problem(405));
    }
}
