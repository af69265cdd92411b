package org.civildiy.feed.stream;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import org.civildiy.defaults.identity.Caller;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Requests of an author for the stream of their own posts. */
record OwnStream(long author) {
    static final String PATH = "/api/activity-stream/user";

    /** A request with the author's identity. */
    RequestSpecification caller() {
        return given().header(Caller.USER_ID, author);
    }

    static Response get(RequestSpecification request) {
        return request.get(PATH);
    }

    /** The first page. */
    ValidatableResponse firstPage() {
        return get(caller()).then().statusCode(200);
    }

    /** The first page, once the projector has applied so many posts. */
    ValidatableResponse awaitTotal(int posts) {
        await("the projector to apply them").untilAsserted(() -> firstPage().body("total", equalTo(posts)));
        return firstPage();
    }
}
