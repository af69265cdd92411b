package org.civildiy.defaults.problem;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;

import org.civildiy.defaults.json.UnreadableJson;

/**
 * The members of every problem, as the contract defines them: a type, a title, a detail that says what the client can do, and for invalid
 * input each invalid field under its JSON name. Messages of frameworks and libraries are replaced, because they may contain class names.
 * Messages of our own code are kept.
 */
@ApplicationScoped
class ProblemShape implements ProblemPostProcessor {
    private static final URI NO_TYPE = URI.create("about:blank");

    /**
     * Higher than the priorities of the library's own processors (101 and below). A higher priority runs first, so those processors get
     * the same problem as the client.
     */
    static final int PRIORITY = 110;

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public HttpProblem apply(HttpProblem mapped, ProblemContext context) {
        // A parameter of a resource method may throw a problem. Quarkus wraps it in an exception for an invalid or
        // missing path.
        var problem = CauseChain.find(HttpProblem.class, context.cause)
                .or(() -> CauseChain.find(IOException.class, context.cause)
                        .filter(BodyLimit::isReached)
                        .map(tooLarge -> HttpProblem.valueOf(Status.REQUEST_ENTITY_TOO_LARGE)))
                .orElse(mapped);
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
     * The path as a URI. A client's path may contain any character, but a URI only ASCII (RFC 3986), so other characters are escaped.
     * They are escaped twice, because the library decodes the URI once when it writes the problem.
     */
    private static URI instance(String path) {
        try {
            var escaped = new URI(null, null, path, null).toASCIIString();
            return URI.create(escaped.replace("%", "%25").replace("+", "%2B"));
        } catch (URISyntaxException noPath) {
            return URI.create("/");
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
        return CauseChain.find(JsonMappingException.class, cause)
                .map(bad -> List.of(new Violation(fieldOf(bad), UnreadableJson.messageFor(bad))))
                .orElse(List.of());
    }

    /** Converts a violation that the library found; our own violations stay as they are. */
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
        if (CauseChain.find(HttpProblem.class, cause).isPresent() && problem.getDetail() != null) {
            return problem.getDetail();
        }
        return CauseChain.find(JsonProcessingException.class, cause)
                .map(UnreadableJson::sentenceFor)
                .orElseGet(() -> sentenceFor(problem.getStatusCode()));
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
