package org.civildiy.acceptance.client;

import java.util.regex.Pattern;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.specification.ResponseSpecification;
import org.hamcrest.Matcher;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

/** Expectations of the contract that every response of a kind has to meet. */
public final class Answers {
    /** ISO-8601 in UTC with milliseconds. */
    public static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private static final Pattern INTERNALS = Pattern.compile(
            "Exception|\\bat [a-z]+\\.|(org|io|com|java)\\.[a-z]+\\.|SELECT |INSERT |localhost|127\\.0\\.0\\.1|:5432|:27017|:6379|:9092");

    private Answers() {}

    /** Problem details (RFC 9457) with a detail that is not blank, and without class names, SQL or addresses of backends. */
    public static ResponseSpecification problem(int status) {
        return problem(status, not(blankOrNullString()));
    }

    public static ResponseSpecification problem(int status, String detail) {
        return problem(status, equalTo(detail));
    }

    private static ResponseSpecification problem(int status, Matcher<?> detail) {
        var expected = new ResponseSpecBuilder()
                .expectStatusCode(status)
                .expectHeader("Content-Type", startsWith("application/problem+json"))
                .expectBody("status", equalTo(status))
                .expectBody("title", not(blankOrNullString()))
                .expectBody("type", not(blankOrNullString()))
                .expectBody("instance", not(blankOrNullString()))
                .expectBody("detail", detail)
                .expectBody(not(containsInternals()));
        if (status == 401) {
            expected.expectHeader("WWW-Authenticate", startsWith("Bearer"));
        }
        if (status == 429 || status == 503) {
            expected.expectHeader("Retry-After", matchesPattern("[1-9]\\d*"));
        }
        return expected.build();
    }

    /** A 400 whose violations name exactly these fields, each with a message. */
    public static ResponseSpecification invalid(String... fields) {
        return new ResponseSpecBuilder()
                .addResponseSpecification(problem(400))
                .expectBody("violations.field", containsInAnyOrder(fields))
                .expectBody("violations.message", notNullValue())
                .expectBody("violations.findAll { !it.message }.size()", equalTo(0))
                .build();
    }

    public static Matcher<String> timestamp() {
        return matchesPattern(TIMESTAMP);
    }

    private static Matcher<String> containsInternals() {
        return org.hamcrest.text.MatchesPattern.matchesPattern(
                Pattern.compile(".*(?:" + INTERNALS.pattern() + ").*", Pattern.DOTALL));
    }
}
