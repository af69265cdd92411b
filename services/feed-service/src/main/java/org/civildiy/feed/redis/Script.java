package org.civildiy.feed.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script for Redis.
 *
 * @param sha1 the hash by which Redis finds the script in its cache
 */
public record Script(String text, String sha1) {

    /** A short script that is defined where it is used. */
    public static Script of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Script(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }

    /** The script in the resource of that name. */
    public static Script named(String resource) {
        try (InputStream script = Script.class.getResourceAsStream("/" + resource)) {
            if (script == null) {
                throw new IllegalStateException("Missing from the build: " + resource);
            }
            return of(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
