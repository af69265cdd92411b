package org.civildiy.posts.legacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The usernames of the owners of imported posts. An event contains the owner's username, but the document of a post contains only the
 * owner's id. So the usernames are read from a file with lines {@code id,name}, as {@code psql} exports them:
 * {@code \copy (SELECT id, username FROM users) TO 'users.csv' CSV}. A user without a line in the file gets the name {@code user_<id>}.
 */
public record LegacyUserNames(Map<Long, String> byId) {
    public static final LegacyUserNames NONE = new LegacyUserNames(Map.of());

    /**
     * Reads the usernames from the file.
     *
     * @throws IllegalArgumentException when the file cannot be read, or a line is not {@code id,name}. The message names the file and the
     *     line
     */
    public static LegacyUserNames read(Path file) {
        var lines = lines(file);
        return new LegacyUserNames(IntStream.range(0, lines.size())
                .boxed()
                .collect(Collectors.toMap(
                        line -> id(file, line + 1, lines.get(line)),
                        line -> name(lines.get(line)),
                        (one, other) -> one)));
    }

    public String of(long userId) {
        var name = byId.getOrDefault(userId, "");
        return name.isBlank() ? "user_" + userId : name;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file with the names of users cannot be read: " + file, e);
        }
    }

    private static long id(Path file, int number, String line) {
        var comma = line.indexOf(',');
        try {
            return Long.parseLong(line.substring(0, Math.max(0, comma)));
        } catch (NumberFormatException notAnId) {
            throw new IllegalArgumentException(
                    "%s, line %d, is not of the form id,name".formatted(file, number), notAnId);
        }
    }

    private static String name(String line) {
        var name = line.substring(line.indexOf(',') + 1);
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }
}
