package org.civildiy.auth.legacy;

import java.util.Arrays;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Verification of the legacy system's bcrypt hashes ({@code $2a$}, {@code $2b$}), exactly as the legacy system did it.
 *
 * <p>The legacy system hashed only the first {@value #MAX_BYTES} bytes of a password's UTF-8, even when that cut a character in two. It
 * never stored the later bytes, so they cannot be verified: at the first login here, anybody who knows the first {@value #MAX_BYTES}
 * bytes is accepted. That login replaces the bcrypt hash by a hash of the whole password as typed. From then on every byte counts. There
 * is one disadvantage: an owner who mistypes the later bytes in that login has then set the mistyped password. But without the
 * replacement, the later bytes would never count.
 *
 * <p>A password that contains U+0000 is refused before the hash is verified. The legacy system accepted no such password. bcrypt ends a
 * password with U+0000 and repeats it, so that {@code "abc"} and {@code "abc\0abc"} have the same hash.
 */
public final class LegacyBcrypt {
    private static final int MAX_BYTES = 72;
    private static final Pattern HASH = Pattern.compile("\\$2[ab]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private LegacyBcrypt() {}

    /** Whether the password matches a stored hash. Returns false at once for a hash of another algorithm. */
    public static boolean verify(String password, String stored) {
        if (!HASH.matcher(stored).matches() || password.indexOf('\0') >= 0) {
            return false;
        }
        var bytes = password.getBytes(UTF_8);
        return OpenBSDBCrypt.checkPassword(stored, Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES)));
    }
}
