package org.civildiy.local.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.civildiy.local.host.StackException;

/** The SHA-256 checksums of allowed files, in the format of {@code sha256sum}. */
record Checksums(Map<String, String> sha256ByName) {

    static Checksums read(Path file) throws IOException {
        var hashes = new HashMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\\s+", 2);
            hashes.put(parts[1], parts[0]);
        }
        return new Checksums(hashes);
    }

    /** Fails when a file directly in the directory has another hash than expected, or has no expected hash. */
    void verify(Path directory) throws IOException {
        List<Path> files;
        try (var listing = Files.list(directory)) {
            files = listing.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!sha256(file).equals(sha256ByName.get(name))) {
                throw new StackException(name + " has another SHA-256 than this project expects");
            }
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
