package org.civildiy.local.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The resources {@code deploy/local/tools}: the version and the hashes of each download. */
final class ToolFiles {
    private static final List<String> NAMES =
            List.of("pom.xml", "SHA256SUMS", "requirements.txt", "go.mod", "go.sum", "tools.go");

    private ToolFiles() {}

    /** Writes the files of one tool to a directory and returns it. */
    static Path copy(String tool, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            try (InputStream content = ToolFiles.class.getResourceAsStream("tools/" + tool + "/" + name)) {
                if (content != null) {
                    Files.copy(content, directory.resolve(name));
                }
            }
        }
        return directory;
    }
}
