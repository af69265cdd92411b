package org.civildiy.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.nulabinc.zxcvbn.StandardDictionaries;
import io.quarkus.logging.Log;

import org.civildiy.postgres.Migrated;

/**
 * The passwords that are tried first: the 30,000 most common ones, in any letter case, from the dictionary of the library zxcvbn, which is
 * sorted by how often they were seen in leaks. That leaves out what the library finds by other means, so numbers that
 * repeat themselves ({@code 121212}) and runs ({@code 987654}, {@code abcdef}) are taken for common ones as well.
 */
@Singleton
class CommonPasswords {
    private static final Pattern REPEATED_NUMBER = Pattern.compile("([0-9]{1,4})\\1+");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "01234567890";
    private static final List<String> RUNS = List.of(
            LETTERS,
            DIGITS,
            new StringBuilder(LETTERS).reverse().toString(),
            new StringBuilder(DIGITS).reverse().toString());

    private final Set<String> common;

    CommonPasswords() {
        try {
            common = Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords is part of this program", e);
        }
    }

    /** Made before anybody waits for it. */
    void warmUp(@Observes Migrated event) {
        Log.debugf("passwords: common ones are known count=%d", common.size());
    }

    /** Never a matter of length: how long a password has to be is another rule. */
    boolean include(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return common.contains(lower)
                || RUNS.stream().anyMatch(run -> run.contains(lower))
                || REPEATED_NUMBER.matcher(lower).matches();
    }
}
