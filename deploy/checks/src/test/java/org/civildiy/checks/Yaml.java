package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** YAML as a tree. */
final class Yaml {
    /** As the gateway's files write a value that the environment may change. */
    private static final String FROM_ENVIRONMENT = "\\{\\{ env \"\\w+\" \\| default \"([^\"]*)\" }}";

    private static final ObjectMapper READER = new ObjectMapper(new YAMLFactory());

    private Yaml() {}

    /** The one document of a file of the project. */
    static JsonNode file(String path) {
        return document(text(Project.ROOT.resolve(path)));
    }

    /** The same, of a file that may take values of the environment: with their defaults. */
    static JsonNode template(String path) {
        return document(text(Project.ROOT.resolve(path)).replaceAll(FROM_ENVIRONMENT, "$1"));
    }

    static JsonNode document(String yaml) {
        try {
            return READER.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> documents(String yaml) {
        try (MappingIterator<JsonNode> documents =
                READER.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
