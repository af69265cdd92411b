package org.civildiy.auth.password;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import static java.util.stream.Collectors.toUnmodifiableSet;

/**
 * The context-specific words (ASVS 6.2.11): names of the company, its products and its projects. They are refused as passwords, because
 * an attacker tries them first. Letter case is ignored, and so are digits and punctuation around the word: {@code Acme2026!}.
 */
@Singleton
class ContextSpecificWords {
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final Set<String> words;

    ContextSpecificWords(PasswordConfig config) {
        words = config.refusedWords().orElse(Set.of()).stream()
                .map(ContextSpecificWords::core)
                .collect(toUnmodifiableSet());
    }

    boolean contains(String password) {
        return words.contains(core(password));
    }

    private static String core(String text) {
        return AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
