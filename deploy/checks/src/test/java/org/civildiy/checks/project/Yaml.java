package org.civildiy.checks.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** Reader of YAML and text files. */
public final class Yaml {
    /** A value of a gateway's file that an environment variable may replace. */
    private static final Pattern FROM_ENVIRONMENT =
            Pattern.compile("\\{\\{ env \"(\\w+)\" \\| default \"([^\"]*)\" }}");

    private static final ObjectMapper READER = new ObjectMapper(new YAMLFactory());

    private Yaml() {}

    /** The document of a YAML file of the project, by its path from the root. */
    public static JsonNode file(String path) {
        return document(text(Project.ROOT.resolve(path)));
    }

    /** A YAML file with the defaults of the values that environment variables may replace. */
    public static JsonNode template(String path) {
        return template(path, new Properties());
    }

    /** A YAML file with these values of environment variables, and the defaults of the others. */
    public static JsonNode template(String path, Properties environment) {
        String text = text(Project.ROOT.resolve(path));
        return document(FROM_ENVIRONMENT
                .matcher(text)
                .replaceAll(variable ->
                        Matcher.quoteReplacement(environment.getProperty(variable.group(1), variable.group(2)))));
    }

    public static JsonNode document(String yaml) {
        try {
            return READER.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonNode> documents(String yaml) {
        try (MappingIterator<JsonNode> documents =
                READER.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
