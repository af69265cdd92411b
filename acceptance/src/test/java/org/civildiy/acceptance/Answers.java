package org.civildiy.acceptance;

import java.util.regex.Pattern;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.specification.ResponseSpecification;
import org.hamcrest.Matcher;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

/** What the contract says of every answer of a kind. */
final class Answers {
    /** A moment in UTC to the millisecond. */
    static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat [a-z]+\\.|(org|io|com|java)\\.[a-z]+\\.|SELECT |INSERT |localhost|127\\.0\\.0\\.1|:5432|:27017|:6379|:9092");

    private Answers() {}

    /** A problem of RFC 9457 with a detail that is a sentence for people and tells nothing of the inside. */
    static ResponseSpecification problem(int status) {
        return problem(status, not(blankOrNullString()));
    }

    static ResponseSpecification problem(int status, String detail) {
        return problem(status, equalTo(detail));
    }

    private static ResponseSpecification problem(int status, Matcher<?> detail) {
        var answer = new ResponseSpecBuilder()
                .expectStatusCode(status)
                .expectHeader("Content-Type", startsWith("application/problem+json"))
                .expectBody("status", equalTo(status))
                .expectBody("title", not(blankOrNullString()))
                .expectBody("type", not(blankOrNullString()))
                .expectBody("instance", not(blankOrNullString()))
                .expectBody("detail", detail)
                .expectBody(not(tellsOfTheInside()));
        if (status == 401) {
            answer.expectHeader("WWW-Authenticate", startsWith("Bearer"));
        }
        if (status == 429 || status == 503) {
            answer.expectHeader("Retry-After", matchesPattern("[1-9]\\d*"));
        }
        return answer.build();
    }

    /** A 400 that names exactly these fields, all at once, each with a message. */
    static ResponseSpecification invalid(String... fields) {
        return new ResponseSpecBuilder()
                .addResponseSpecification(problem(400))
                .expectBody("violations.field", containsInAnyOrder(fields))
                .expectBody("violations.message", notNullValue())
                .expectBody("violations.findAll { !it.message }.size()", equalTo(0))
                .build();
    }

    static Matcher<String> timestamp() {
        return matchesPattern(TIMESTAMP);
    }

    static Matcher<String> pathEndingIn(String end) {
        return endsWith(end);
    }

    private static Matcher<String> tellsOfTheInside() {
        return org.hamcrest.text.MatchesPattern.matchesPattern(
                Pattern.compile(".*(?:" + INSIDE.pattern() + ").*", Pattern.DOTALL));
    }
}
