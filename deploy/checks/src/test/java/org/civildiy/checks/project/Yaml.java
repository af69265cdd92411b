package org.civildiy.checks.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** Reader of YAML and text files. */
public final class Yaml {
    private static final ObjectMapper READER = new ObjectMapper(new YAMLFactory());

    private Yaml() {}

    /** The document of a YAML file of the project, by its path from the root. */
    public static JsonNode file(String path) {
        return document(text(Project.ROOT.resolve(path)));
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
