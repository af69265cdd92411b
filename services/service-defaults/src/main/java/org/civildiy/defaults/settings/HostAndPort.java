package org.civildiy.defaults.settings;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The format {@code host:port} of an address in an environment variable. */
final class HostAndPort {
    private static final Predicate<String> FORMAT =
            Pattern.compile("[A-Za-z0-9._\\-\\[\\]:]+:[0-9]{1,5}").asMatchPredicate();

    private HostAndPort() {}

    static boolean matches(String text) {
        return FORMAT.test(text);
    }
}
