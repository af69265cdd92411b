package org.civildiy.auth.throttle;

import java.util.HexFormat;

/**
 * The key under which password attempts are counted. It is a keyed hash of an account, or of an e-mail address without an account, alone
 * or together with a {@link Source}, so that neither the tables nor a log reveal the account or the address. The hash is computed with
 * {@code SECRET_KEY}, so it changes with that key.
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
