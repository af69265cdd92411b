package org.civildiy.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key that signs tokens: random, and readable by its owner only. It is generated once and kept, so that tokens stay valid. */
public final class SecretKey {
    private static final int BYTES = 32;

    private SecretKey() {}

    public static String of(StackDirectory directory) {
        Path file = directory.data().resolve("secret-key");
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                StackDirectory.write(file, HexFormat.of().formatHex(key));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
