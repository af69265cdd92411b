package org.civildiy.auth.account;

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
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.auth.token.AccessToken;
import org.civildiy.auth.token.Account;
import org.civildiy.auth.token.BearerAuthenticator;
import org.civildiy.defaults.identity.Caller;

/**
 * The HTTP operations on accounts and tokens.
 *
 * <p>The gateway does not authenticate requests under this path. So the operations that need a token read the {@code Authorization}
 * header themselves. The gateway calls {@code validate} before every request to a protected route (forward-auth). {@code validate}
 * declares no media types, because the gateway passes on the headers of the client's request.
 *
 * <p>The OpenAPI document gets the other responses of each operation (400, 413, 415, 429, 503) from the signature of the method.
 */
@Path("/api/auth")
@Tag(
        name = "auth",
        description =
                "Too many wrong passwords lock an account. Operations that verify its password then answer 429 with `Retry-After`")
class AuthResource {
    private static final String UNAUTHENTICATED = "`Token expired` or `Invalid token`";
    private static final String WRONG_PASSWORD = "The current password is wrong";
    private static final String WRITE_CONFLICT = "The account was changed at the same moment";

    private final Registrations registrations;
    private final Accounts accounts;
    private final Sessions sessions;
    private final BearerAuthenticator authenticator;

    AuthResource(Registrations registrations, Accounts accounts, Sessions sessions, BearerAuthenticator authenticator) {
        this.registrations = registrations;
        this.accounts = accounts;
        this.sessions = sessions;
        this.authenticator = authenticator;
    }

    @POST
    @Path("register")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "register", summary = "Register an account")
    @APIResponse(
            responseCode = "201",
            description = "The account",
            content = @Content(schema = @Schema(implementation = Account.class)))
    @APIResponse(
            responseCode = "202",
            description =
                    "With `AUTH_REGISTRATION_CONCEAL`, whether or not the e-mail address or the user name is taken",
            content = @Content(schema = @Schema(implementation = Message.class)))
    @APIResponse(responseCode = "409", description = "The e-mail address or the user name is taken")
    public Uni<RestResponse<Object>> register(@Valid @NotNull Registration registration) {
        return registrations.register(registration);
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @Operation(operationId = "login", summary = "Log in: get a token")
    @APIResponse(responseCode = "200", description = "A token for `Authorization: Bearer`")
    @APIResponse(responseCode = "401", description = "The e-mail address or the password is wrong")
    public Uni<AccessToken> login(@Valid @NotNull Login login) {
        return sessions.login(login);
    }

    @POST
    @Path("logout")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "logout", summary = "Log out: revoke the token that is sent with this request")
    @APIResponse(responseCode = "200", description = "The token is revoked at every instance")
    @APIResponse(responseCode = "401", description = UNAUTHENTICATED)
    public Uni<Message> logout(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return sessions.logout(authenticator.authenticate(authorization))
                .replaceWith(new Message("Logged out successfully"));
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @Operation(operationId = "changePassword", summary = "Change the password and revoke all tokens of the account")
    @APIResponse(responseCode = "200", description = "A new token; all earlier ones are revoked")
    @APIResponse(responseCode = "401", description = UNAUTHENTICATED)
    @APIResponse(responseCode = "403", description = WRONG_PASSWORD)
    @APIResponse(responseCode = "409", description = WRITE_CONFLICT)
    public Uni<AccessToken> changePassword(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Valid @NotNull PasswordChange change) {
        return accounts.changePassword(authenticator.authenticate(authorization), change);
    }

    @GET
    @Path("me")
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @Operation(operationId = "me", summary = "Get the account of the token")
    @APIResponse(responseCode = "200", description = "The account")
    @APIResponse(responseCode = "401", description = UNAUTHENTICATED)
    public Uni<AccountDetails> me(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return accounts.details(authenticator.authenticate(authorization));
    }

    @DELETE
    @Path("me")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "removeAccount", summary = "Delete the account and revoke all its tokens")
    @APIResponse(responseCode = "200", description = "The account is deleted")
    @APIResponse(responseCode = "401", description = UNAUTHENTICATED)
    @APIResponse(responseCode = "403", description = WRONG_PASSWORD)
    @APIResponse(responseCode = "409", description = WRITE_CONFLICT)
    public Uni<Message> remove(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @Valid @NotNull PasswordConfirmation confirmation) {
        return accounts.delete(authenticator.authenticate(authorization), confirmation)
                .replaceWith(new Message("Account deleted successfully"));
    }

    @GET
    @Path("validate")
    @NonBlocking
    @Cache(noStore = true)
    @Operation(operationId = "validate", summary = "Validate a token and get its owner")
    @APIResponse(
            responseCode = "200",
            description =
                    "The token is valid. A name or address that does not fit a header (legacy accounts) is left out",
            headers = {
                @Header(name = Caller.USER_ID, schema = @Schema(type = SchemaType.INTEGER, minimum = "1")),
                @Header(name = Caller.USER_EMAIL, schema = @Schema(type = SchemaType.STRING)),
                @Header(name = Caller.USER_NAME, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "401", description = UNAUTHENTICATED)
    @APIResponse(
            responseCode = "503",
            description = "This instance has just started and has not loaded the revoked tokens yet")
    public RestResponse<Void> validate(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return IdentityHeaders.of(authenticator.authenticate(authorization).account());
    }
}
