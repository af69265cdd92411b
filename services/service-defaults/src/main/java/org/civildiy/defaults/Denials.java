package org.civildiy.defaults;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;

/** Puts every 401 and 403 on the {@link Audit}, of whatever service, so that none has to think of it. */
@ApplicationScoped
class Denials implements ProblemPostProcessor {
    private final Audit audit;

    Denials(Audit audit) {
        this.audit = audit;
    }

    /** After {@link ProblemShape}, which knows the status that the client sees. */
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
