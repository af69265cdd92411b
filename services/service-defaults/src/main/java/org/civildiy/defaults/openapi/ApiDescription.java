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
 * The part of the OpenAPI document that is the same for every service: the schema of problems, the bearer token, and for each
 * operation the responses that follow from its signature ({@link DerivedResponses}). A resource describes only what is its own.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {
    /** Schemas of a library for problems of another form. */
    private static final List<String> OF_LIBRARIES = List.of("HttpProblem", "HttpValidationProblem", "Violation");

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

    /** A constraint in Java holds for the whole value, a pattern of JSON Schema for any part of it. */
    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getPattern() != null && !schema.getPattern().startsWith("^")) {
            schema.setPattern("^(" + schema.getPattern() + ")$");
        }
        return schema;
    }

    /** An empty header means the same as none. */
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
        OF_LIBRARIES.forEach(components::removeSchema);
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

    /** Tools that make a form of the document then hide what is typed. */
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
