package org.civildiy.local.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** A reader of a log file to which another process appends. It remembers how far it has read. */
public final class LogFile {
    private static final long TAIL = 64 * 1024;
    private static final long TOO_LONG = 10 * 1024 * 1024;

    private final Path file;
    private long position;
    private String unfinished = "";

    private LogFile(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** A reader of the lines that are appended from now on. */
    public static LogFile fromEnd(Path file) {
        return new LogFile(file, length(file));
    }

    /** A reader that begins shortly before the end, so that there are lines to show. */
    public static LogFile fromTail(Path file) {
        return new LogFile(file, Math.max(0, length(file) - TAIL));
    }

    /** The last line that is not blank; empty when there is none. */
    public static String lastLine(Path file) {
        return fromTail(file).newLines().stream()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("");
    }

    /** Renames a log of more than 10 MiB, before a process opens it. The name gets the ending {@code .1}; only one older log is kept. */
    public static void rotate(Path file) throws IOException {
        if (length(file) > TOO_LONG) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The complete lines that were appended since the last call, at most 64 KiB at once. A log that does not exist yet has no lines. */
    public List<String> newLines() {
        long length = length(file);
        if (length < position) {
            position = 0;
        }
        if (length == position) {
            return List.of();
        }
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(Math.min(length - position, TAIL))];
            content.seek(position);
            content.readFully(bytes);
            position += bytes.length;
            String text = unfinished + new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            unfinished = text.substring(end);
            return text.substring(0, end).lines().collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }
}
