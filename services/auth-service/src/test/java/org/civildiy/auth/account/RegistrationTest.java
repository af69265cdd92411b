package org.civildiy.auth.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTest {
    @ParameterizedTest
    @CsvSource({"Ada.Lovelace@Example.ORG,Ada.Lovelace@example.org", "NO-ADDRESS,no-address", "'',''", ","})
    void only_the_domain_is_put_in_lower_case(String given, String kept) {
        // When
        var registration = new Registration(given, "ada", "secret");
        // Then
        assertThat(registration.email()).isEqualTo(kept);
    }

    @Test
    void its_text_form_shows_no_value() {
        // When
        var text = new Registration("ada@example.org", "ada", "secret").toString();
        // Then
        assertThat(text).doesNotContain("ada").doesNotContain("secret");
        assertThat(new Login("ada@example.org", "secret").toString())
                .doesNotContain("ada")
                .doesNotContain("secret");
    }
}
