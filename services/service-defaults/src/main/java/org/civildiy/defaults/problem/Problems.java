package org.civildiy.defaults.problem;

import java.time.Duration;
import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import io.quarkiverse.resteasy.problem.HttpProblem;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.FORBIDDEN;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.PRECONDITION_FAILED;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;
import static jakarta.ws.rs.core.Response.Status.TOO_MANY_REQUESTS;
import static jakarta.ws.rs.core.Response.Status.UNAUTHORIZED;

/**
 * Exceptions that become error responses: problem details of RFC 9457. The caller throws them. The {@code detail} says what the client
 * can do, and contains no internal details.
 */
public final class Problems {
    private static final Duration BACKEND_RETRY = Duration.ofSeconds(2);

    private Problems() {}

    /** 400: one field, query value or id is invalid. */
    public static HttpProblem invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** 400: these fields, query values or ids are invalid. The response names all of them. */
    public static HttpProblem invalid(List<Violation> violations) {
        return problem(BAD_REQUEST, Violation.sentence(violations))
                .with(Violation.MEMBER, List.copyOf(violations))
                .build();
    }

    /** 401: the client is not authenticated. The response has the header {@code WWW-Authenticate: Bearer} (RFC 6750). */
    public static HttpProblem unauthorized(String detail) {
        return problem(UNAUTHORIZED, detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /** 403: the caller is known, but is not allowed to do this. */
    public static HttpProblem forbidden(String detail) {
        return problem(FORBIDDEN, detail).build();
    }

    /** 404: the requested object does not exist. */
    public static HttpProblem notFound(String detail) {
        return problem(NOT_FOUND, detail).build();
    }

    /** 409: the request conflicts with the present state, for example because the object exists already. */
    public static HttpProblem conflict(String detail) {
        return problem(CONFLICT, detail).build();
    }

    /** 412: the version in the request's {@code If-Match} is not the current version. */
    public static HttpProblem preconditionFailed(String detail) {
        return problem(PRECONDITION_FAILED, detail).build();
    }

    /** 429: too many requests. The client may try again after {@code retryAfter}, which is rounded up to whole seconds. */
    public static HttpProblem tooManyRequests(String detail, Duration retryAfter) {
        return problem(TOO_MANY_REQUESTS, detail)
                .withHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter))
                .build();
    }

    /** 503: a backend is unavailable or a bounded resource is exhausted. The client may try again. */
    public static HttpProblem unavailable(String detail) {
        return problem(SERVICE_UNAVAILABLE, detail)
                .withHeader(HttpHeaders.RETRY_AFTER, seconds(BACKEND_RETRY))
                .build();
    }

    private static HttpProblem.Builder problem(Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail);
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
