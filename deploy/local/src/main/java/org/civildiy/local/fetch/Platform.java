package org.civildiy.local.fetch;

import java.util.Locale;

/**
 * The operating system and the processor architecture, in the spelling of the artifacts that are fetched for them. Every system other than
 * macOS counts as Linux, every architecture other than arm64 as amd64.
 */
record Platform(String system, String machine) {

    static Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(
                os.contains("mac") ? "darwin" : "linux",
                arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64");
    }

    /** The suffix of zonky's PostgreSQL artifacts: {@code linux-amd64}, {@code linux-arm64v8}, {@code darwin-arm64v8}. */
    String postgresArtifact() {
        return system + "-" + (machine.equals("arm64") ? "arm64v8" : machine);
    }

    /** The suffix of the binaries in the embedded-redis jar: {@code linux-amd64}, {@code linux-arm64}, {@code darwin-arm64}. */
    String redisSuffix() {
        return system + "-" + machine;
    }
}
