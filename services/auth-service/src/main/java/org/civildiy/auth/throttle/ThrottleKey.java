package org.civildiy.auth.throttle;

import java.util.HexFormat;

/**
 * The key under which failed attempts are counted: a keyed hash of an account or of an address without an account, so that neither
 * the table nor a log reveals which. It changes with the key that signs tokens.
 *
 * @param value 64 hexadecimal digits
 */
public record ThrottleKey(String value) {
    /** The form in which it is stored. */
    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    /** The first 12 digits, which are enough to tell keys apart in a log. */
    @Override
    public String toString() {
        return value.substring(0, 12);
    }
}
