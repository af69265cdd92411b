package org.civildiy.auth;

import java.util.regex.Pattern;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.defaults.identity.Caller;

/**
 * Accounts and tokens over HTTP.
 *
 * <p>The gateway lets everything here through as it is, so what needs a token looks at the {@code Authorization} header itself.
 * {@code validate} is what the gateway asks before every request to a protected route. It says nothing of the media types it
 * takes and gives, because the gateway passes on whatever the client's request had.
 */
@Path("/api/auth")
@Tag(name = "auth")
class AuthResource {
    private static final Pattern HEADER_SAFE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private static final String BAD = "Fields are missing or invalid; `violations` names each";
    private static final String BUSY = "The database is away, or too many people are logging in";
    private static final String AWAY = "The database is away";
    private static final String NOT_SIGNED_IN = "`Token expired` or `Invalid token`";
    private static final String WRONG = "The current password is wrong";
    private static final String TOO_MANY = "Too many wrong passwords for this account";
    private static final String OVERTAKEN = "The account was changed at the same moment";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Bearer bearer;

    AuthResource(Accounts accounts, Sessions sessions, Bearer bearer) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.bearer = bearer;
    }

    @POST
    @Path("register")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Operation(operationId = "register", summary = "Make an account")
    @APIResponse(
            responseCode = "201",
            description = "The account",
            content = @Content(schema = @Schema(implementation = Account.class)))
    @APIResponse(responseCode = "400", description = BAD)
    @APIResponse(responseCode = "409", description = "The e-mail address or the user name is taken")
    @APIResponse(responseCode = "503", description = BUSY)
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
    @APIResponse(responseCode = "400", description = BAD)
    @APIResponse(responseCode = "401", description = "The e-mail address or the password is wrong")
    @APIResponse(responseCode = "429", description = TOO_MANY)
    @APIResponse(responseCode = "503", description = BUSY)
    public Uni<AccessToken> login(@Valid @NotNull Login login) {
        return sessions.login(login);
    }

    @POST
    @Path("logout")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "logout", summary = "End the token that this is sent with")
    @APIResponse(responseCode = "200", description = "It is good no more, at any instance")
    @APIResponse(responseCode = "401", description = NOT_SIGNED_IN)
    @APIResponse(responseCode = "503", description = AWAY)
    public Uni<Message> logout(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return sessions.logout(bearer.verify(authorization)).replaceWith(new Message("Logged out successfully"));
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @Operation(operationId = "changePassword", summary = "Change the password, and end all tokens that there are")
    @APIResponse(responseCode = "200", description = "A new token, the only one that is good")
    @APIResponse(responseCode = "400", description = BAD)
    @APIResponse(responseCode = "401", description = NOT_SIGNED_IN)
    @APIResponse(responseCode = "403", description = WRONG)
    @APIResponse(responseCode = "409", description = OVERTAKEN)
    @APIResponse(responseCode = "429", description = TOO_MANY)
    @APIResponse(responseCode = "503", description = BUSY)
    public Uni<AccessToken> changePassword(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Valid @NotNull PasswordChange change) {
        return accounts.changePassword(bearer.verify(authorization), change);
    }

    @GET
    @Path("me")
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @Operation(operationId = "me", summary = "Ask who one is")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "401", description = NOT_SIGNED_IN)
    @APIResponse(responseCode = "503", description = AWAY)
    public Uni<AccountDetails> me(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return accounts.describe(bearer.verify(authorization));
    }

    @DELETE
    @Path("me")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "removeAccount", summary = "Remove the account, and end all its tokens")
    @APIResponse(responseCode = "200", description = "It is gone")
    @APIResponse(responseCode = "400", description = BAD)
    @APIResponse(responseCode = "401", description = NOT_SIGNED_IN)
    @APIResponse(responseCode = "403", description = WRONG)
    @APIResponse(responseCode = "409", description = OVERTAKEN)
    @APIResponse(responseCode = "429", description = TOO_MANY)
    @APIResponse(responseCode = "503", description = BUSY)
    public Uni<Message> remove(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Valid @NotNull Confirmation confirmation) {
        return accounts.remove(bearer.verify(authorization), confirmation)
                .replaceWith(new Message("Account deleted successfully"));
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
                @Header(name = Caller.USER_ID, schema = @Schema(type = SchemaType.INTEGER, minimum = "1")),
                @Header(name = Caller.USER_EMAIL, schema = @Schema(type = SchemaType.STRING)),
                @Header(name = Caller.USER_NAME, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "401", description = NOT_SIGNED_IN)
    @APIResponse(
            responseCode = "503",
            description = "This instance has just started and does not know yet which tokens were ended")
    public RestResponse<Void> validate(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        var account = bearer.verify(authorization).account();
        var answer = RestResponse.ResponseBuilder.<Void>ok().header(Caller.USER_ID, account.id());
        addIfSafe(answer, Caller.USER_EMAIL, account.email());
        addIfSafe(answer, Caller.USER_NAME, account.username());
        return answer.build();
    }

    private static void addIfSafe(RestResponse.ResponseBuilder<Void> answer, String name, String value) {
        if (HEADER_SAFE.matcher(value).matches()) {
            answer.header(name, value);
        }
    }
}
