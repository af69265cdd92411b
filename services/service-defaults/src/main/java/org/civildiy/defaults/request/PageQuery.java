package org.civildiy.defaults.request;

import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

import org.civildiy.defaults.problem.Problems;
import org.civildiy.defaults.problem.Violation;

/**
 * A request filter for the query parameters {@code limit} and {@code skip}. It refuses an empty or repeated parameter with 400. JAX-RS
 * would use the default value in place of an empty parameter, and the first of several values. The client may have meant neither.
 */
@Provider
class PageQuery implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        var query = request.getUriInfo().getQueryParameters();
        var bad = Stream.of("limit", "skip")
                .filter(name -> !isOneValue(query.getOrDefault(name, List.of())))
                .map(name -> new Violation(name, "must be one whole number"))
                .toList();
        if (!bad.isEmpty()) {
            throw Problems.invalid(bad);
        }
    }

    private static boolean isOneValue(List<String> values) {
        return values.isEmpty() || (values.size() == 1 && !values.getFirst().isEmpty());
    }
}
