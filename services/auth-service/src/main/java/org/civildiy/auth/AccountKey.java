package org.civildiy.auth;

import java.util.HexFormat;

/**
 * Names an account, or an address that belongs to none, without telling which: a keyed hash. The same for as long as the key that
 * signs tokens is.
 *
 * @param value 64 hexadecimal digits
 */
record AccountKey(String value) {
    /** As it is stored. */
    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    /** Enough to tell one from the other in a log. */
    @Override
    public String toString() {
        return value.substring(0, 12);
    }
}
