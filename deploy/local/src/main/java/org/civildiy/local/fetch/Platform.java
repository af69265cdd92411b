package org.civildiy.local.fetch;

import java.util.Locale;

/** The operating system and processor of this machine, in the names of the packagers: {@code linux-amd64}, {@code darwin-arm64v8}. */
record Platform(String system, String machine) {

    static Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(
                os.contains("mac") ? "darwin" : "linux",
                arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64");
    }

    /** As in the names of zonky's PostgreSQL artifacts. */
    String postgresArtifact() {
        return system + "-" + (machine.equals("arm64") ? "arm64v8" : machine);
    }

    /** As in the names of the binaries within the embedded-redis jar. */
    String redisSuffix() {
        return system + "-" + machine;
    }
}
