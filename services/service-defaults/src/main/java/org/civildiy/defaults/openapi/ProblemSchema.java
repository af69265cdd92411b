package org.civildiy.defaults.openapi;

import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

import org.civildiy.defaults.problem.Violation;

/** The schema of every error: a problem of RFC 9457 with the contract's {@code violations}. */
final class ProblemSchema {
    static final String NAME = "Problem";

    private ProblemSchema() {}

    static Schema create() {
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
                .addProperty(Violation.MEMBER, violations())
                .required(List.of("type", "title", "status", "detail", "instance"));
    }

    private static Schema violations() {
        return OASFactory.createSchema()
                .description("Every bad value, where the input is invalid")
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .addProperty("field", text("Its name; `body` for the whole body", "title"))
                        .addProperty("message", text("What a good value is", "must have 1 to 200 characters"))
                        .required(List.of("field", "message")));
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(description)
                .examples(List.of(example));
    }
}
