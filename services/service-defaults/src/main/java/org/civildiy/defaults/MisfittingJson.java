package org.civildiy.defaults;

import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** A body that is JSON but not of the kind that is asked for is a problem too; {@link ProblemShape} says what is wrong. */
@Provider
class MisfittingJson extends ExceptionMapperBase<MismatchedInputException> {
    @Override
    protected HttpProblem toProblem(MismatchedInputException misfit) {
        return HttpProblem.valueOf(Status.BAD_REQUEST);
    }
}
