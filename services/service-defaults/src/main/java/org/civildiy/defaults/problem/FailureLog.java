package org.civildiy.defaults.problem;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.logging.Log;

/**
 * The log of failed requests. An unexpected failure (status 500 or above, and not raised as an {@link HttpProblem}) is logged as an error
 * with its cause. Errors of clients and unavailable backends are logged at level DEBUG only.
 */
@ApplicationScoped
class FailureLog implements ProblemPostProcessor {

    /** Runs after {@link ProblemShape}, so that the logged status is the one that the client gets. */
    @Override
    public int priority() {
        return ProblemShape.PRIORITY - 1;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() >= 500
                && CauseChain.find(HttpProblem.class, context.cause).isEmpty()) {
            Log.errorf(context.cause, "request failed path=%s status=%d", context.path, problem.getStatusCode());
        } else {
            Log.debugf("request refused path=%s status=%d", context.path, problem.getStatusCode());
        }
        return problem;
    }
}
