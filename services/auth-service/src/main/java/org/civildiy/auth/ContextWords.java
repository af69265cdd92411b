package org.civildiy.auth;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import static java.util.stream.Collectors.toUnmodifiableSet;

/**
 * The words of an installation that whoever attacks it tries first: names of the company, its products and projects. A password is one
 * of them when nothing but digits and punctuation is around it, in whatever letter case: {@code Acme2026!} (ASVS 6.2.11).
 */
@Singleton
class ContextWords {
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final Set<String> words;

    ContextWords(PasswordConfig config) {
        words = config.refusedWords().orElse(Set.of()).stream()
                .map(ContextWords::core)
                .collect(toUnmodifiableSet());
    }

    boolean include(String password) {
        return words.contains(core(password));
    }

    private static String core(String text) {
        return AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
