package org.civildiy.defaults.openapi;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.defaults.problem.BodyLimit;

/**
 * The responses of an operation that follow from its signature, so that a resource needs no annotation for them. When a resource has an
 * annotation for such a response, the description in the annotation stays.
 *
 * <table>
 *   <caption>Part of the signature, and the responses that follow from it</caption>
 *   <tr><td>a body</td><td>400, 413, 415</td></tr>
 *   <tr><td>a parameter that is not a string, or has a constraint</td><td>400</td></tr>
 *   <tr><td>a {@link Caller}</td><td>401, and the operation takes a bearer token</td></tr>
 *   <tr><td>a path parameter</td><td>404</td></tr>
 *   <tr><td>{@code If-Match}</td><td>412</td></tr>
 *   <tr><td>{@code If-None-Match}</td><td>304</td></tr>
 *   <tr><td>any operation</td><td>406, 429, 503</td></tr>
 * </table>
 *
 * <p>Every response with a status of 400 or higher is a problem (RFC 9457).
 */
final class DerivedResponses {
    static final String BEARER = "bearer";

    /** The identity headers, which the gateway sets from the token, and the header that carries the token. */
    private static final List<String> IDENTITY =
            List.of(Caller.USER_ID, Caller.USER_EMAIL, Caller.USER_NAME, "Authorization");

    private final Operation operation;

    private DerivedResponses(Operation operation) {
        this.operation = operation;
    }

    static void addTo(Operation operation) {
        var derived = new DerivedResponses(operation);
        derived.addForCaller();
        derived.addForBody();
        derived.addForParameters();
        derived.add("406", "The client does not accept JSON");
        derived.add("429", "Too many requests; try again after `Retry-After`");
        derived.add("503", "A backend is unavailable; try again after `Retry-After`");
        operation.getResponses().getAPIResponses().forEach(DerivedResponses::describe);
    }

    /**
     * Replaces the identity headers by the bearer token in the document: a client sends only the token, and the gateway sets the identity
     * headers.
     */
    private void addForCaller() {
        var others = parameters().filter(parameter -> !isIdentity(parameter)).toList();
        if (others.size() < parameters().count()) {
            operation.setParameters(others.isEmpty() ? null : others);
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(BEARER));
            add("401", "There is no valid token");
        }
    }

    private void addForBody() {
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
            add("400", "Invalid; `violations` names every bad field");
            add("413", BodyLimit.DETAIL);
            add("415", "The body is not JSON");
        }
    }

    private void addForParameters() {
        if (parameters().map(Parameter::getSchema).anyMatch(DerivedResponses::isRestricted)) {
            add("400", "Invalid; `violations` names every bad value");
        }
        if (parameters().anyMatch(parameter -> parameter.getIn() == In.PATH)) {
            add("404", "Nothing has this id");
        }
        if (parameters().anyMatch(parameter -> isHeader(parameter, "If-Match"))) {
            add("412", "The version is not the one that `If-Match` names");
        }
        if (parameters().anyMatch(parameter -> isHeader(parameter, "If-None-Match"))) {
            add("304", "The client has this version: `If-None-Match` names it");
        }
    }

    private Stream<Parameter> parameters() {
        return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream();
    }

    private void add(String status, String description) {
        var own = operation.getResponses().getAPIResponse(status);
        if (own == null || isByQuarkus(status, own)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    /** Whether Quarkus has added this response. Its description is then only the standard reason phrase of the status. */
    private static boolean isByQuarkus(String status, APIResponse response) {
        var standard = Response.Status.fromStatusCode(Integer.parseInt(status));
        return standard != null && standard.getReasonPhrase().equals(response.getDescription());
    }

    private static boolean isIdentity(Parameter parameter) {
        return IDENTITY.stream().anyMatch(name -> isHeader(parameter, name));
    }

    private static boolean isHeader(Parameter parameter, String name) {
        return parameter.getIn() == In.HEADER && name.equals(parameter.getName());
    }

    /** Whether the schema excludes some values, so that the parameter can be invalid. */
    private static boolean isRestricted(Schema schema) {
        return schema != null
                && (!List.of(SchemaType.STRING).equals(schema.getType())
                        || Stream.of(
                                        schema.getPattern(),
                                        schema.getMinLength(),
                                        schema.getMaxLength(),
                                        schema.getFormat(),
                                        schema.getEnumeration())
                                .anyMatch(Objects::nonNull));
    }

    private static void describe(String status, APIResponse response) {
        if (status.startsWith("4") || status.startsWith("5")) {
            response.setContent(problem(status));
        }
        switch (status) {
            case "401" -> response.addHeader("WWW-Authenticate", header("Always `Bearer`", SchemaType.STRING));
            case "429", "503" -> response.addHeader("Retry-After", header("Seconds to wait", SchemaType.INTEGER));
            default -> {}
        }
    }

    private static Content problem(String status) {
        var content = OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(ProblemSchema.NAME)));
        // The gateway's own rate limit responds in plain text.
        return status.equals("429")
                ? content.addMediaType(
                        "text/plain",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().addType(SchemaType.STRING)))
                : content;
    }

    private static Header header(String description, SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .required(true)
                .schema(OASFactory.createSchema().addType(type));
    }
}
