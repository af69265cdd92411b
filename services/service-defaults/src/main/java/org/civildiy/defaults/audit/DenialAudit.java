package org.civildiy.defaults.audit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;

/** Records every 401 and 403 of every service in the {@link Audit}, so that no resource has to. */
@ApplicationScoped
class DenialAudit implements ProblemPostProcessor {
    private final Audit audit;

    DenialAudit(Audit audit) {
        this.audit = audit;
    }

    /** After the problem room has set the status that the client sees. */
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
