package org.civildiy.auth;

import java.util.Arrays;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Verifies the bcrypt hashes ({@code $2a$}, {@code $2b$}) of the system before, exactly as that system did.
 *
 * <p>It silently cut passwords at {@value #BYTES_THAT_COUNT} bytes of UTF-8, in the middle of a character where that fell so. Who
 * chose a longer one there logs in by it here, and so does whoever has its beginning right: nothing of the rest was ever kept,
 * so nothing can be held against it. {@link Sessions#login} then stores the hash of the whole password as typed, and from that
 * login on every byte counts. An owner who mistypes the part that did not count, in that one login, has thereby
 * chosen the mistyped password; to leave such hashes in place instead would keep the cut for ever.
 *
 * <p>That system took no password with U+0000 in it. bcrypt ends a password with that character and repeats it, so that
 * {@code "abc"} and {@code "abc\0abc"} have the same hash: such a password is refused here without a look at the hash.
 */
final class OldBcrypt {
    private static final int BYTES_THAT_COUNT = 72;
    private static final Pattern HASH = Pattern.compile("\\$2[ab]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private OldBcrypt() {}

    /** Whether this is the password of a stored hash; false at once for a hash of another kind. */
    static boolean verify(String password, String stored) {
        if (!HASH.matcher(stored).matches() || password.indexOf('\0') >= 0) {
            return false;
        }
        var bytes = password.getBytes(UTF_8);
        return OpenBSDBCrypt.checkPassword(stored, Arrays.copyOf(bytes, Math.min(bytes.length, BYTES_THAT_COUNT)));
    }
}
