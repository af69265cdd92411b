package org.civildiy.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.defaults.identity.Caller;

/**
 * The HTTP endpoints of the caller's own profile. A caller cannot access the profile of another user.
 *
 * <p>The OpenAPI document gets the other responses of each operation (400, 401, 413, 415, 429, 503) from the signature of the operation.
 */
@Path("/api/profile")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "profile")
class ProfileResource {
    private static final String NOT_FOUND = "The caller has no profile";

    private final Profiles profiles;

    ProfileResource(Profiles profiles) {
        this.profiles = profiles;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Operation(operationId = "createProfile", summary = "Create the profile of the caller")
    @APIResponse(
            responseCode = "201",
            description = "The profile",
            content = @Content(schema = @Schema(implementation = Profile.class)))
    @APIResponse(responseCode = "409", description = "The caller has a profile already")
    public Uni<Profile> create(@Valid @NotNull ProfileChange fields, @BeanParam Caller caller) {
        return profiles.create(caller.id(), fields);
    }

    @GET
    @Operation(operationId = "getProfile", summary = "Get the profile of the caller")
    @APIResponse(responseCode = "200", description = "The profile")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Uni<Profile> get(@BeanParam Caller caller) {
        return profiles.of(caller.id());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeProfile", summary = "Change the fields that are sent; `null` clears a field")
    @APIResponse(responseCode = "200", description = "The profile")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Uni<Profile> change(@Valid @NotNull ProfileChange change, @BeanParam Caller caller) {
        return profiles.change(caller.id(), change);
    }

    @DELETE
    @Operation(operationId = "deleteProfile", summary = "Delete the profile of the caller")
    @APIResponse(responseCode = "200", description = "The profile is deleted")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Uni<Message> delete(@BeanParam Caller caller) {
        return profiles.delete(caller.id()).replaceWith(new Message("Profile deleted successfully"));
    }

    /** A sentence that a client can show to its user. */
    @Schema(requiredProperties = "message")
    record Message(String message) {}
}
