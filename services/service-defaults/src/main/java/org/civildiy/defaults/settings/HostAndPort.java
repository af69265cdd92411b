package org.civildiy.defaults.settings;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The form {@code host:port}. */
final class HostAndPort {
    private static final Predicate<String> FORM =
            Pattern.compile("[A-Za-z0-9._\\-\\[\\]:]+:[0-9]{1,5}").asMatchPredicate();

    private HostAndPort() {}

    static boolean matches(String text) {
        return FORM.test(text);
    }
}
