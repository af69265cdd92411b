package org.civildiy.defaults.problem;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.logging.Log;

import org.civildiy.defaults.json.UnreadableJson;

/**
 * Gives every problem the members that the contract promises: a type, a title, a detail that a person can act on, and for
 * invalid input each bad field under its JSON name. What a framework or library said itself is replaced, since it may name
 * classes; what our own code said is kept.
 */
@ApplicationScoped
class ProblemShape implements ProblemPostProcessor {
    private static final URI NO_TYPE = URI.create("about:blank");
    private static final int DEEPEST_CAUSE = 20;

    /** Before the library's own processors (101 and below), so that they see what the client sees. */
    @Override
    public int priority() {
        return 110;
    }

    @Override
    public HttpProblem apply(HttpProblem mapped, ProblemContext context) {
        // What a parameter of a resource method throws arrives wrapped, as if it had been a bad or missing path.
        var problem = causeOf(HttpProblem.class, context.cause)
                .or(() -> causeOf(IOException.class, context.cause)
                        .filter(BodyLimit::isReached)
                        .map(tooLarge -> HttpProblem.valueOf(Status.REQUEST_ENTITY_TOO_LARGE)))
                .orElse(mapped);
        log(problem, context);
        var violations = violations(problem, context.cause);
        var shaped = HttpProblem.builder(problem)
                .withType(problem.getType() == null ? NO_TYPE : problem.getType())
                .withInstance(instance(context.path))
                .withDetail(detail(problem, context.cause, violations));
        return violations.isEmpty()
                ? shaped.build()
                : shaped.with(Violation.MEMBER, violations).build();
    }

    /**
     * The path as a URI, which has ASCII alone (RFC 3986) while a path that a client made up may hold anything. Escaped twice, for
     * the library takes one of them off when it writes the problem.
     */
    private static URI instance(String path) {
        try {
            var escaped = new URI(null, null, path, null).toASCIIString();
            return URI.create(escaped.replace("%", "%25").replace("+", "%2B"));
        } catch (URISyntaxException noPath) {
            return URI.create("/");
        }
    }

    /** Only what nobody expected is logged with its cause; the rest is the client's mistake or a backend's absence. */
    private static void log(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() >= 500
                && causeOf(HttpProblem.class, context.cause).isEmpty()) {
            Log.errorf(context.cause, "request failed path=%s status=%d", context.path, problem.getStatusCode());
        } else {
            Log.debugf("request refused path=%s status=%d", context.path, problem.getStatusCode());
        }
    }

    private static List<Violation> violations(HttpProblem problem, Throwable cause) {
        if (problem.getParameters().get(Violation.MEMBER) instanceof List<?> found) {
            return found.stream()
                    .map(ProblemShape::ours)
                    .distinct()
                    .sorted(Comparator.comparing(Violation::field))
                    .toList();
        }
        return causeOf(JsonMappingException.class, cause)
                .map(bad -> List.of(new Violation(fieldOf(bad), UnreadableJson.messageFor(bad))))
                .orElse(List.of());
    }

    private static Violation ours(Object violation) {
        return switch (violation) {
            case Violation own -> own;
            case io.quarkiverse.resteasy.problem.validation.Violation other -> Violation.at(other.field, other.message);
            default -> throw new IllegalStateException("unknown kind of violation: " + violation.getClass());
        };
    }

    private static String fieldOf(JsonMappingException bad) {
        var path = new StringBuilder();
        for (var step : bad.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String detail(HttpProblem problem, Throwable cause, List<Violation> violations) {
        if (!violations.isEmpty()) {
            return Violation.sentence(violations);
        }
        if (causeOf(HttpProblem.class, cause).isPresent() && problem.getDetail() != null) {
            return problem.getDetail();
        }
        return causeOf(JsonProcessingException.class, cause)
                .map(UnreadableJson::sentenceFor)
                .orElseGet(() -> sentenceFor(problem.getStatusCode()));
    }

    /** The outermost of this type; a chain of causes is followed so far only, since it may lead back to itself. */
    private static <T extends Throwable> Optional<T> causeOf(Class<T> type, Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static String sentenceFor(int status) {
        return switch (status) {
            case 400 -> "The request is not valid.";
            case 401 -> "Sign in first: this needs a valid bearer token.";
            case 403 -> "You may not do this.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not support that method.";
            case 406 -> "This can only be answered as JSON; accept application/json.";
            case 413 -> BodyLimit.DETAIL;
            case 415 -> "Send the body as JSON, with Content-Type: application/json.";
            case 503 -> "This cannot be answered at the moment; try again shortly.";
            default ->
                status < 500
                        ? "The request cannot be answered."
                        : "Something went wrong on our side; the error has been logged.";
        };
    }
}
