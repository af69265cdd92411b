package org.civildiy.defaults.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The value of a {@link Setting} in one environment. The value is in the variable itself, or in a file that {@code <NAME>_FILE} names,
 * because containers mount secrets as files. White space at the end of the file is removed.
 */
record EnvironmentVariable(Setting setting, UnaryOperator<String> environment) {

    /** The value; {@code null} when neither the variable nor its file is set. Fails when both are set, or the file cannot be read. */
    @Nullable
    String value() {
        var value = environment.apply(setting.name());
        var file = environment.apply(fileVariable());
        if (file == null || file.isBlank()) {
            return value;
        }
        check(value == null || value.isEmpty(), "is set once, by itself or by " + fileVariable());
        return read(file);
    }

    /** The value. Fails when the variable is not set or blank. */
    String required() {
        var value = value();
        check(value != null && !value.isBlank(), "is set");
        return value;
    }

    /** The value as a property with the name of the variable. Returns no property when the value is absent or empty. */
    Map<String, String> unchanged() {
        var value = value();
        return value == null || value.isEmpty() ? Map.of() : Map.of(setting.name(), value);
    }

    /** Another variable of the same environment. */
    @Nullable
    String other(String name) {
        return environment.apply(name);
    }

    /** @throws UnusableSetting unless the value complies with the rule */
    void check(boolean complies, String rule) {
        if (!complies) {
            throw unusable(rule);
        }
    }

    UnusableSetting unusable(String rule) {
        return new UnusableSetting(setting, rule);
    }

    private String fileVariable() {
        return setting.name() + "_FILE";
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw unusable("is in a file that this process may read; %s names %s, which cannot be read"
                    .formatted(fileVariable(), file));
        }
    }
}
