package org.civildiy.defaults;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** A resource as a service would write it, for the tests of what all services share. */
@Path("/sample")
class SampleResource {
    record Sample(
            @NotNull @Size(max = 5) String shortText,
            @Max(9) Integer count,
            List<@NotNull @Size(max = 3) String> tags) {}

    @POST
    public Sample echo(@NotNull @Valid Sample sample) {
        return sample;
    }

    @GET
    public Page page(
            @QueryParam("limit") @DefaultValue("10") @WholeNumber(min = 1, max = 100) String limit,
            @QueryParam("skip") @DefaultValue("0") @WholeNumber(min = 0) String skip) {
        return Page.of(limit, skip);
    }

    @GET
    @Path("caller")
    public Map<String, Object> caller(@BeanParam Caller caller) {
        return Map.of("id", caller.id(), "email", caller.email(), "username", caller.username());
    }

    @DELETE
    @Path("somebody-elses")
    public void somebodyElses(@BeanParam Caller caller) {
        throw Problems.forbidden("It is not of user " + caller.id() + ".");
    }

    @GET
    @Path("instant")
    public List<Instant> instants() {
        return List.of(Instant.parse("2026-01-31T09:30:00Z"), Instant.parse("2026-01-31T09:30:00.123456Z"));
    }

    @GET
    @Path("failure")
    public String failure() {
        throw new IllegalStateException("secret inside of db.internal:5432");
    }

    @GET
    @Path("away")
    public String away() {
        throw Problems.unavailable("The store is away; try again shortly.");
    }
}
