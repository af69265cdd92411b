package org.civildiy.defaults.openapi;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.defaults.problem.BodyLimit;
import org.civildiy.defaults.problem.Violation;

/**
 * Says in every service's OpenAPI document what holds for all of them, so that no resource has to: each error is a problem
 * (RFC 9457), an operation that takes a {@link Caller} wants a bearer token, and what server and gateway answer by themselves
 * (a body that is too large or not JSON, too many requests) is documented wherever it can happen. A resource that describes one of
 * these answers itself keeps its own words.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    /** Schemas of a library for problems that look otherwise. */
    private static final List<String> OF_LIBRARIES = List.of("HttpProblem", "HttpValidationProblem", "Violation");
    /** The headers of a {@link Caller}, which the gateway makes of the token, and the one that carries the token. */
    private static final List<String> IDENTITY =
            List.of(Caller.USER_ID, Caller.USER_EMAIL, Caller.USER_NAME, "Authorization");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        OF_LIBRARIES.forEach(components::removeSchema);
        if (components.getSchemas() != null) {
            components.getSchemas().values().forEach(ApiDescription::markPasswords);
        }
        components.addSchema(PROBLEM, problem());
        components.setSecuritySchemes(Map.of(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(BEARER)
                        .bearerFormat("JWT")
                        .description("The `access_token` that a login answers")));
        document.setComponents(components);
        document.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .map(Map::values)
                .forEach(operations -> operations.forEach(ApiDescription::complete));
    }

    /** A constraint of the program is for a whole value, a pattern of JSON Schema for any part of it. */
    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getPattern() != null && !schema.getPattern().startsWith("^")) {
            schema.setPattern("^(" + schema.getPattern() + ")$");
        }
        return schema;
    }

    /** An empty header says as much as none. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        var schema = parameter.getSchema();
        if (parameter.getIn() == In.HEADER && schema != null && schema.getPattern() != null) {
            var pattern = filterSchema(schema).getPattern();
            schema.setPattern(pattern.endsWith(")$") ? pattern.substring(0, pattern.length() - 1) + "?$" : pattern);
        }
        return parameter;
    }

    /** So that whatever makes a form of the document does not show what is typed. */
    private static void markPasswords(Schema schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                if (name.endsWith("password")) {
                    property.setFormat("password");
                }
            });
        }
    }

    private static void complete(Operation operation) {
        secure(operation);
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
            answers(operation, "400", "Invalid; `violations` names every bad field");
            answers(operation, "413", BodyLimit.DETAIL);
            answers(operation, "415", "The body is not JSON");
        }
        answers(operation, "406", "The client takes no JSON");
        answers(operation, "429", "Too many requests; try again after `Retry-After`");
        answers(operation, "503", "A backend is away; try again after `Retry-After`");
        operation.getResponses().getAPIResponses().forEach(ApiDescription::describe);
    }

    /** The headers of identity are no business of a client's. */
    private static void secure(Operation operation) {
        var parameters = Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of());
        var others = parameters.stream()
                .filter(parameter -> parameter.getIn() != In.HEADER || !IDENTITY.contains(parameter.getName()))
                .toList();
        if (others.size() < parameters.size()) {
            operation.setParameters(others.isEmpty() ? null : others);
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(BEARER));
            answers(operation, "401", "There is no valid token");
        }
    }

    private static void answers(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    private static void describe(String status, APIResponse answer) {
        if (status.startsWith("4") || status.startsWith("5")) {
            answer.setContent(problemContent(status));
        }
        switch (status) {
            case "401" -> answer.addHeader("WWW-Authenticate", header("Always `Bearer`", SchemaType.STRING));
            case "429", "503" -> answer.addHeader("Retry-After", header("Seconds to wait", SchemaType.INTEGER));
            default -> {}
        }
    }

    private static Content problemContent(String status) {
        var content = OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
        // The gateway's own limit is in plain words.
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

    private static Schema problem() {
        return OASFactory.createSchema()
                .description("What went wrong (RFC 9457)")
                .addType(SchemaType.OBJECT)
                .addProperty("type", text("The kind of problem", "about:blank").format("uri-reference"))
                .addProperty("title", text("The status in words", "Bad Request"))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).examples(List.of(400)))
                .addProperty(
                        "detail",
                        text("What a person can do about it", "Invalid input: title must have 1 to 200 characters."))
                .addProperty(
                        "instance",
                        text("The path that was asked for", "/api/posts").format("uri-reference"))
                .addProperty(
                        Violation.MEMBER,
                        OASFactory.createSchema()
                                .description("Every bad value, where the input is invalid")
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema()
                                        .addType(SchemaType.OBJECT)
                                        .addProperty("field", text("Its name; `body` for the whole body", "title"))
                                        .addProperty(
                                                "message",
                                                text("What a good value is", "must have 1 to 200 characters"))
                                        .required(List.of("field", "message"))))
                .required(List.of("type", "title", "status", "detail", "instance"));
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(description)
                .examples(List.of(example));
    }
}
