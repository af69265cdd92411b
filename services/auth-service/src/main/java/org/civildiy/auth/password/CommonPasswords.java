package org.civildiy.auth.password;

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

import org.civildiy.postgres.WarmUp;

/**
 * The 30,000 most common passwords, in any letter case, which attackers try first. They come from the dictionary of the library zxcvbn,
 * which is sorted by frequency in leaks. The dictionary lacks what the library detects by other means; so repeated
 * numbers ({@code 121212}) and sequences ({@code 987654}, {@code abcdef}) count as common too.
 *
 * <p>A native executable has the list in its image heap: it is read while the executable is built, not at each start.
 */
@Singleton
class CommonPasswords {
    private static final Pattern REPEATED_NUMBER = Pattern.compile("([0-9]{1,4})\\1+");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "01234567890";
    private static final List<String> SEQUENCES = List.of(
            LETTERS,
            DIGITS,
            new StringBuilder(LETTERS).reverse().toString(),
            new StringBuilder(DIGITS).reverse().toString());

    private static final Set<String> LIST = read();

    private static Set<String> read() {
        try {
            return Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords is part of this program", e);
        }
    }

    /** Reads the list before the first client needs it. */
    void warmUp(@Observes WarmUp event) {
        Log.debugf("passwords: common passwords loaded count=%d", LIST.size());
    }

    /** Whether a password is common. Its length does not matter here; that is another rule. */
    boolean contains(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return LIST.contains(lower)
                || SEQUENCES.stream().anyMatch(sequence -> sequence.contains(lower))
                || REPEATED_NUMBER.matcher(lower).matches();
    }
}
