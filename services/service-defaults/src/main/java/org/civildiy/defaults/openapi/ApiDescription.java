package org.civildiy.defaults.openapi;

import java.util.List;
import java.util.Map;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * The part of the OpenAPI document that is the same for every service. It consists of the schema of problems, the bearer token, and for
 * each operation the responses that follow from its signature ({@link DerivedResponses}). So a resource describes only what is specific
 * to it.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {
    /** The schemas of the library quarkus-resteasy-problem. They are removed, because {@link ProblemSchema} describes our problems. */
    private static final List<String> LIBRARY_SCHEMAS = List.of("HttpProblem", "HttpValidationProblem", "Violation");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        complete(components);
        document.setComponents(components);
        document.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .map(Map::values)
                .forEach(operations -> operations.forEach(DerivedResponses::addTo));
    }

    /**
     * Adds the anchors {@code ^} and {@code $} to a pattern. In Java a pattern constraint must match the whole value, while in JSON
     * Schema it may match any part of the value.
     */
    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getPattern() != null && !schema.getPattern().startsWith("^")) {
            schema.setPattern("^(" + schema.getPattern() + ")$");
        }
        return schema;
    }

    /** Changes the pattern of a header so that an empty value is allowed, because an empty header means the same as no header. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        var schema = parameter.getSchema();
        if (parameter.getIn() == In.HEADER && schema != null && schema.getPattern() != null) {
            var pattern = filterSchema(schema).getPattern();
            schema.setPattern(pattern.endsWith(")$") ? pattern.substring(0, pattern.length() - 1) + "?$" : pattern);
        }
        return parameter;
    }

    private static void complete(Components components) {
        LIBRARY_SCHEMAS.forEach(components::removeSchema);
        if (components.getSchemas() != null) {
            components.getSchemas().values().forEach(ApiDescription::markPasswords);
        }
        components.addSchema(ProblemSchema.NAME, ProblemSchema.create());
        components.setSecuritySchemes(Map.of(
                DerivedResponses.BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(DerivedResponses.BEARER)
                        .bearerFormat("JWT")
                        .description("The `access_token` of a login")));
    }

    /** Sets the format {@code password}, so that a tool that shows an input form for the operation hides what the user types. */
    private static void markPasswords(Schema schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                if (name.endsWith("password")) {
                    property.setFormat("password");
                }
            });
        }
    }
}
