package org.civildiy.defaults.problem;

import jakarta.ws.rs.core.Response;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * A substitution, in native executables, for a method of quarkus-resteasy-problem 3.21. That method reads a field of ChallengeData that
 * Quarkus no longer has. Without the substitution, no native executable can be linked. This class can be deleted when a release of the
 * library calls ChallengeData.getHeaders().
 */
final class UnauthorizedSubstitution {
    private UnauthorizedSubstitution() {}

    private static Uni<HttpProblem> problem(RoutingContext context, Exception cause) {
        HttpAuthenticator authenticator = context == null ? null : context.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(plain(cause));
        }
        return authenticator.getChallenge(context).onItemOrFailure().transform((challenge, failure) -> {
            if (challenge == null) {
                return plain(cause);
            }
            var status = Response.Status.fromStatusCode(challenge.status);
            var problem = HttpProblem.builder().withStatus(status).withTitle(status.getReasonPhrase());
            challenge.getHeaders().forEach((name, value) -> problem.withHeader(name.toString(), value));
            return problem.build();
        });
    }

    private static HttpProblem plain(Exception cause) {
        return HttpProblem.builder()
                .withTitle(Response.Status.UNAUTHORIZED.getReasonPhrase())
                .withStatus(Response.Status.UNAUTHORIZED)
                .withDetail(cause.getMessage())
                .build();
    }

    /** The class whose method is substituted. The method delegates to the outer class, because a substitute may not contain a lambda. */
    @TargetClass(className = "io.quarkiverse.resteasy.problem.security.HttpUnauthorizedUtils")
    static final class HttpUnauthorizedUtils {
        private HttpUnauthorizedUtils() {}

        @Substitute
        static Uni<HttpProblem> toProblem(RoutingContext context, Exception cause) {
            return problem(context, cause);
        }
    }
}
