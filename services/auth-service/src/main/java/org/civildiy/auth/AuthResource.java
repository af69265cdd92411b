package org.civildiy.auth;

import java.util.regex.Pattern;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.defaults.Caller;
import org.civildiy.defaults.Problems;

/**
 * Accounts and tokens over HTTP.
 *
 * <p>{@code validate} is what the gateway asks before every request to a protected route. It says nothing of the media types it
 * takes and gives, because the gateway passes on whatever the client's request had.
 */
@Path("/api/auth")
@Tag(name = "auth")
class AuthResource {
    private static final Pattern BEARER = Pattern.compile("bearer +([^ ]+) *", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER_SAFE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private final Accounts accounts;
    private final Tokens tokens;

    AuthResource(Accounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @POST
    @Path("register")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Operation(operationId = "register", summary = "Make an account")
    @APIResponse(responseCode = "201", description = "The account")
    @APIResponse(responseCode = "400", description = "Fields are missing or invalid; `violations` names each")
    @APIResponse(responseCode = "409", description = "The e-mail address or the user name is taken")
    @APIResponse(responseCode = "503", description = "The database is away, or too many people are logging in")
    public Uni<Account> register(@Valid @NotNull Registration registration) {
        return accounts.register(registration);
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @Operation(operationId = "login", summary = "Get a token")
    @APIResponse(responseCode = "200", description = "A token for `Authorization: Bearer`")
    @APIResponse(responseCode = "400", description = "Fields are missing")
    @APIResponse(responseCode = "401", description = "The e-mail address or the password is wrong")
    @APIResponse(responseCode = "503", description = "The database is away, or too many people are logging in")
    public Uni<AccessToken> login(@Valid @NotNull Login login) {
        return accounts.login(login);
    }

    @GET
    @Path("validate")
    @NonBlocking
    @Cache(noStore = true)
    @Operation(operationId = "validate", summary = "Ask whose token this is")
    @APIResponse(
            responseCode = "200",
            description = "The token is good; what cannot stand in a header (old accounts) is left out",
            headers = {
                @Header(name = Caller.USER_ID, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = Caller.USER_EMAIL, schema = @Schema(type = SchemaType.STRING)),
                @Header(name = Caller.USER_NAME, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "401", description = "`Token expired` or `Invalid token`")
    public RestResponse<Void> validate(
            @Parameter(description = "`Bearer` and the token", required = true) @HeaderParam(HttpHeaders.AUTHORIZATION)
                    String authorization) {
        try {
            var account = tokens.verify(bearerToken(authorization));
            var answer = RestResponse.ResponseBuilder.<Void>ok().header(Caller.USER_ID, account.id());
            addIfSafe(answer, Caller.USER_EMAIL, account.email());
            addIfSafe(answer, Caller.USER_NAME, account.username());
            return answer.build();
        } catch (Tokens.BadToken e) {
            throw Problems.unauthorized(e.getMessage());
        }
    }

    private static String bearerToken(String authorization) {
        var parts = BEARER.matcher(authorization == null ? "" : authorization);
        return parts.matches() ? parts.group(1) : "";
    }

    private static void addIfSafe(RestResponse.ResponseBuilder<Void> answer, String name, String value) {
        if (HEADER_SAFE.matcher(value).matches()) {
            answer.header(name, value);
        }
    }
}
