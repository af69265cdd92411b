package org.civildiy.local.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

import org.tukaani.xz.XZInputStream;

import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.Shell;
import org.civildiy.local.host.Spawner;

/** Downloads by package managers: Maven, pip and Go. Each file is verified with a hash in this project. */
final class Downloads {
    private static final String MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

    private Downloads() {}

    /** Puts the dependencies of {@code tools/<tool>/pom.xml} into the directory, and checks them by {@code tools/<tool>/SHA256SUMS}. */
    static void maven(String tool, Path directory, String... properties) throws IOException {
        Path work = ToolFiles.copy(tool, directory.resolve(".work"));
        var command = new ArrayList<>(List.of(
                "mvn", "--batch-mode", "--quiet", "-f", work.resolve("pom.xml").toString(), MAVEN_COPY));
        command.addAll(List.of("-DincludeScope=runtime", "-DoutputDirectory=" + directory));
        command.addAll(List.of(properties));
        Shell.run(command, Map.of("JAVA_HOME", System.getProperty("java.home")), work);
        Checksums.read(work.resolve("SHA256SUMS")).verify(directory);
        DirectoryTree.delete(work);
    }

    /** Installs {@code tools/<tool>/requirements.txt} into the directory; pip checks the hashes in it. */
    static void pipInstall(String tool, Path directory) throws IOException {
        pip(tool, directory, "install", "--target");
    }

    /** Puts the wheel of {@code tools/<tool>/requirements.txt} into the directory; pip checks its hash. */
    static void pipDownload(String tool, Path directory) throws IOException {
        pip(tool, directory, "download", "--dest");
    }

    /** Builds {@code tools/<tool>}, a Go module, to the program {@code file}; its go.sum holds the hashes. */
    static void goBuild(String tool, String pack, Path file) throws IOException {
        Path work = ToolFiles.copy(tool, file.resolveSibling(".work"));
        Shell.run(
                List.of("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", file.toString(), pack),
                Map.of("CGO_ENABLED", "0", "GOFLAGS", "-mod=readonly -buildvcs=false", "GOWORK", "off"),
                work);
        DirectoryTree.delete(work);
    }

    /** Extracts an entry from the archive in the directory, and deletes the archive. Both are found by the end of their names. */
    static void extract(Path directory, String archiveEnding, String entryEnding, Path target) throws IOException {
        Path archive;
        try (var files = Files.list(directory)) {
            archive = files.filter(file -> file.toString().endsWith(archiveEnding))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + archiveEnding + " was downloaded"));
        }
        try (var zip = new ZipFile(archive.toFile())) {
            var entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith(entryEnding))
                    .findFirst()
                    .orElseThrow(() -> new IOException(archive.getFileName() + " has no " + entryEnding));
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, target);
            }
        }
        Files.delete(archive);
    }

    /** Extracts an entry as {@link #extract} does, and makes it executable. */
    static void extractProgram(Path directory, String archiveEnding, String entryEnding, Path program)
            throws IOException {
        extract(directory, archiveEnding, entryEnding, program);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    /** Unpacks a {@code .txz} into its directory and deletes it. The system's tar is used because it keeps links and permissions. */
    static void untar(Path archive) throws IOException {
        Process tar = Spawner.start(
                new ProcessBuilder(
                                "tar",
                                "-x",
                                "-f",
                                "-",
                                "-C",
                                archive.getParent().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD),
                Map.of(),
                Spawner.User.CALLER);
        try (var content = new XZInputStream(Files.newInputStream(archive));
                var input = tar.getOutputStream()) {
            content.transferTo(input);
        }
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar could not unpack " + archive.getFileName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking " + archive.getFileName(), e);
        }
        Files.delete(archive);
    }

    private static void pip(String tool, Path directory, String verb, String into) throws IOException {
        Path work = ToolFiles.copy(tool, directory.resolve(".work"));
        Shell.run(
                List.of(
                        "python3",
                        "-m",
                        "pip",
                        verb,
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--only-binary",
                        ":all:",
                        "--require-hashes",
                        "-r",
                        work.resolve("requirements.txt").toString(),
                        into,
                        directory.toString()),
                Map.of(),
                work);
        DirectoryTree.delete(work);
    }
}
