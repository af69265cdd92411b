package org.civildiy.feed.stream;

import java.util.List;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

/** The query parameters and the consistency token of a read, valid and invalid. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class StreamQueryTest {
    private static final String STREAM = "/api/activity-stream";
    private static final String OWN = STREAM + "/user";
    private static final String PROBLEM = "application/problem+json";

    private final long author = LivePosts.author();

    @ParameterizedTest
    @CsvSource({"1,0", "100,0", "20,0", "1,2147483647"})
    void limits_and_skips_within_bounds_are_taken(String limit, String skip) {
        for (String path : List.of(STREAM, OWN)) {
            // When
            var response = caller(author)
                    .queryParam("limit", limit)
                    .queryParam("skip", skip)
                    .get(path);
            // Then
            response.then().statusCode(200).body("limit", equalTo(Integer.valueOf(limit)));
        }
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,101", "limit,-1", "limit,abc", "limit,1.5", "skip,-1", "skip,x", "skip,2147483648"})
    void limits_and_skips_out_of_bounds_are_a_400_that_names_them(String name, String value) {
        for (String path : List.of(STREAM, OWN)) {
            // When
            var response = caller(author).queryParam(name, value).get(path);
            // Then
            response.then().statusCode(400).contentType(PROBLEM).body("violations.field", contains(name));
        }
    }

    @Test
    void all_bad_values_are_named_at_once() {
        // When
        var response = given().queryParam("limit", 0).queryParam("skip", -1).get(STREAM);
        // Then
        response.then().statusCode(400).body("violations", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "65b9f1c2d3e4f5a6b7c8d9e0", "65b9f1c2d3e4f5a6b7c8d9e0:0", "65b9f1c2d3e4f5a6b7c8d9e0:-1"})
    void a_malformed_consistency_token_is_a_400_that_names_its_header(String token) {
        // When
        var response = given().header(ConsistencyToken.HEADER, token).get(STREAM);
        // Then
        response.then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.message", hasItem(containsString(ConsistencyToken.HEADER)));
    }

    private static RequestSpecification caller(long author) {
        return given().header(Caller.USER_ID, author);
    }
}
