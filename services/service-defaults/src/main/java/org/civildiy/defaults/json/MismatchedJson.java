package org.civildiy.defaults.json;

import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * Maps JSON of the wrong kind (a list for an object, say) to a problem with status 400. The problem room adds what is wrong, by
 * {@link UnreadableJson}.
 */
@Provider
class MismatchedJson extends ExceptionMapperBase<MismatchedInputException> {
    @Override
    protected HttpProblem toProblem(MismatchedInputException misfit) {
        return HttpProblem.valueOf(Status.BAD_REQUEST);
    }
}
