package org.civildiy.auth.password;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.civildiy.auth.Configured;

import static org.assertj.core.api.Assertions.assertThat;

class ContextSpecificWordsTest {
    private static final ContextSpecificWords WORDS = new ContextSpecificWords(
            Configured.with(PasswordConfig.class, Map.of("auth.password.refused-words", "Acme,Bluebird 7,ÄRGER")));

    @ParameterizedTest
    @CsvSource({
        "acme, true",
        "ACME, true",
        "1Acme2026!, true",
        "bluebird, true",
        "bluebird 8, true",
        "ärger!, true",
        "acmeist, false",
        "acme acme, false",
        "12345678, false",
        "'', false"
    })
    void a_word_is_known_with_digits_and_punctuation_around_it_and_not_within_another(String password, boolean known) {
        // When
        var found = WORDS.contains(password);
        // Then
        assertThat(found).isEqualTo(known);
    }
}
