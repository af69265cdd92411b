package org.civildiy.auth.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailAddressTest {
    private final EmailAddress.Validator validator = new EmailAddress.Validator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "Ada.Lovelace+tag@Example.ORG",
                "a@b.co",
                "o'brien@example.org",
                "a_b-c@sub.domain.example.org",
                "1@2.example",
                "a@xn--bcher-kva.example"
            })
    void addresses_that_people_have_are_valid(String address) {
        // When
        var valid = validator.isValid(address, null);
        // Then
        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.org",
                "ada@localhost",
                "a@b@example.org",
                " ada@example.org",
                "ada@example.org ",
                "ada @example.org",
                "ada@exa mple.org",
                "ada@example..org",
                "ada@.example.org",
                "ada@example.org.",
                "ada@-example.org",
                "ada@example-.org",
                "ada@example.1",
                "ada@[127.0.0.1]",
                ".ada@example.org",
                "ada.@example.org",
                "a..b@example.org",
                "\"ada\"@example.org",
                "ädä@example.org",
                "ada@exämple.org",
                "ada@example.org\n",
                "ada@example.org\r\nX-User-ID: 1"
            })
    void what_is_no_address_or_does_not_fit_a_header_is_invalid(String address) {
        // When
        var valid = validator.isValid(address, null);
        // Then
        assertThat(valid).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"255, true", "256, false"})
    void at_most_255_characters_are_valid(int length, boolean expected) {
        // Given
        var domain = ".example".repeat(31).substring(1) + ".org";
        var address = "a".repeat(length - 1 - domain.length()) + "@" + domain;
        // When
        var valid = validator.isValid(address, null);
        // Then
        assertThat(address).hasSize(length);
        assertThat(valid).isEqualTo(expected);
    }

    @Test
    void a_huge_text_is_refused_without_matching_it() {
        // Given
        var huge = "a.".repeat(500_000) + "a@example.org";
        // When
        var valid = validator.isValid(huge, null);
        // Then
        assertThat(valid).isFalse();
    }
}
