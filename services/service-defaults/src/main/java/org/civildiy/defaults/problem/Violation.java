package org.civildiy.defaults.problem;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One invalid value of a request.
 *
 * @param field the JSON name of the value; {@code tags[2]} for an element of a list, {@code body} for the whole body
 * @param message the rule that the value breaks, worded so that it can follow the name
 */
@RegisterForReflection
public record Violation(String field, String message) {
    /** The member of a problem that lists violations. */
    public static final String MEMBER = "violations";

    /** The violation at a path of Java property names and list elements. The path is converted to the JSON name of the field. */
    static Violation at(String path, String message) {
        var field = path.replace(".<list element>", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        return new Violation(field.isEmpty() ? "body" : field, message);
    }

    /** The violations as one sentence, for clients that show only the {@code detail}. */
    static String sentence(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.field + " " + violation.message)
                .collect(Collectors.joining("; ", "Invalid input: ", "."));
    }
}
