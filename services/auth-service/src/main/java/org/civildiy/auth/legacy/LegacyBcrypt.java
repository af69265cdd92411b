package org.civildiy.auth.legacy;

import java.util.Arrays;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * bcrypt hashes ({@code $2a$}, {@code $2b$}) of the legacy system, verified exactly as that system did.
 *
 * <p>The legacy system silently truncated passwords at {@value #MAX_BYTES} bytes of UTF-8, if necessary in the middle of a character.
 * Whoever chose a longer password there can log in with it here, and so can anybody who knows its first {@value #MAX_BYTES} bytes: the
 * rest was never stored, so it cannot be verified. The login then stores the hash of the whole password as typed, and from then on
 * every byte counts. An owner who mistypes the truncated part in that one login has thereby chosen the mistyped password; keeping
 * such hashes instead would keep the truncation for ever.
 *
 * <p>The legacy system accepted no password that contains U+0000. bcrypt ends a password with that character and repeats it, so that
 * {@code "abc"} and {@code "abc\0abc"} have the same hash: such a password is refused without verifying the hash.
 */
public final class LegacyBcrypt {
    private static final int MAX_BYTES = 72;
    private static final Pattern HASH = Pattern.compile("\\$2[ab]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private LegacyBcrypt() {}

    /** Whether this is the password of a stored hash; false at once for a hash of another algorithm. */
    public static boolean verify(String password, String stored) {
        if (!HASH.matcher(stored).matches() || password.indexOf('\0') >= 0) {
            return false;
        }
        var bytes = password.getBytes(UTF_8);
        return OpenBSDBCrypt.checkPassword(stored, Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES)));
    }
}
