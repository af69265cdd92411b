package org.civildiy.auth.throttle;

import java.util.HexFormat;

/**
 * The key under which failed attempts are counted. It is a keyed hash of an account, or of an e-mail address without an account, so that
 * neither the table nor a log reveals the account or the address. The hash is computed with {@code SECRET_KEY}, so it changes with that
 * key.
 *
 * @param value 64 hexadecimal digits
 */
public record ThrottleKey(String value) {
    /** The bytes of the hash, as PostgreSQL stores them. */
    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    /** The first 12 digits, which are enough to tell keys apart in a log. */
    @Override
    public String toString() {
        return value.substring(0, 12);
    }
}
