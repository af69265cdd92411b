package org.civildiy.auth.throttle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SourceTest {
    @Test
    void two_ipv4_addresses_are_two_sources() {
        // When
        var source = Source.of("203.0.113.9");
        // Then
        assertThat(source).isEqualTo(Source.of("203.0.113.9")).isNotEqualTo(Source.of("203.0.113.10"));
    }

    @Test
    void an_ipv6_source_is_a_64() {
        // When
        var source = Source.of("2001:db8:1:2::1");
        // Then
        assertThat(source)
                .isEqualTo(Source.of("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(Source.of("2001:db8:1:3::1"));
    }

    @Test
    void an_ipv4_address_in_ipv6_form_is_the_same_source() {
        // When
        var source = Source.of("::ffff:203.0.113.9");
        // Then
        assertThat(source).isEqualTo(Source.of("203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "a.example.org", "203.0.113.9:80", "\" event=registered"})
    void what_is_no_address_is_one_source_together(String text) {
        // When
        var source = Source.of(text);
        // Then
        assertThat(source).isEqualTo(Source.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 0",
        "'198.51.100.1, 203.0.113.9', 0",
        "'198.51.100.1, 203.0.113.9, 10.0.0.1', 1",
        "'198.51.100.1,203.0.113.9,10.0.0.1,10.0.0.2', 2",
        "203.0.113.9, 1"
    })
    void what_a_client_wrote_before_the_trusted_entries_does_not_count(String header, int trustedProxies) {
        // When
        var source = Source.forwarded(header, trustedProxies);
        // Then
        assertThat(source).isEqualTo(Source.of("203.0.113.9"));
    }

    @Test
    void its_text_form_shows_no_address() {
        // When
        var text = Source.of("203.0.113.9").toString();
        // Then
        assertThat(text).doesNotContain("203");
    }
}
