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
 * The 30,000 most common passwords, in any letter case, which attackers try first. The list is the dictionary of the library zxcvbn,
 * which is sorted by frequency in leaks. zxcvbn finds repeated numbers ({@code 121212}) and sequences ({@code 987654}, {@code abcdef}) by
 * rules, so its dictionary does not contain them. This class checks for them by rules too.
 *
 * <p>A native executable contains the list in its image heap. The list is read when the executable is built, not at each start.
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

    /** Loads this class with its list at start-up, so that the first client does not wait for it. */
    void warmUp(@Observes WarmUp event) {
        Log.debugf("passwords: common passwords loaded count=%d", LIST.size());
    }

    /** Whether a password is common. {@link NewPassword} checks the length of the password separately. */
    boolean contains(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return LIST.contains(lower)
                || SEQUENCES.stream().anyMatch(sequence -> sequence.contains(lower))
                || REPEATED_NUMBER.matcher(lower).matches();
    }
}
