package org.civildiy.defaults.audit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;

/** The response filter that records each 401 and 403 in the {@link Audit}. */
@ApplicationScoped
class DenialAudit implements ProblemPostProcessor {
    private final Audit audit;

    DenialAudit(Audit audit) {
        this.audit = audit;
    }

    /** Runs after the package {@code problem} has set the final status. */
    @Override
    public int priority() {
        return 105;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() == 401 || problem.getStatusCode() == 403) {
            audit.denied(problem.getStatusCode());
        }
        return problem;
    }
}
