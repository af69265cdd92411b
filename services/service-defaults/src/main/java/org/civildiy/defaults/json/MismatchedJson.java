package org.civildiy.defaults.json;

import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * Maps JSON of the wrong type, such as a list where an object is expected, to a problem with status 400. The package {@code problem}
 * adds the message of {@link UnreadableJson}.
 */
@Provider
class MismatchedJson extends ExceptionMapperBase<MismatchedInputException> {
    @Override
    protected HttpProblem toProblem(MismatchedInputException misfit) {
        return HttpProblem.valueOf(Status.BAD_REQUEST);
    }
}
