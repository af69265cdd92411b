package org.civildiy.auth.legacy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The hashes were made by the library that the legacy system used (passlib 1.7.4). */
class LegacyBcryptTest {
    private static final String OF_ABC = "$2b$04$v6icgMki5cEwbsItF80oh.M53j.exRPUPYI8TuloSr5Uzt1fpEOSC";
    private static final String OF_100_X = "$2b$04$69gvkXbVnUFGBMbmhU08TegvFAfDhk.v44.izG5GlbWgtxwiDNS.6";
    /** Of "a" and fifty times "é": 101 bytes, and the 72nd is the first half of a character. */
    private static final String OF_A_AND_50_E = "$2b$04$19okKbjLKCNrzGLqY4s6B.k6qjEsYkBqPs760VYHL70r8ttJBayly";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$04$YS7kKl7eTSXvIO2qx.QEK.DL2j55QUUxwavqcFLXl4/M2jlSlQYWS",
                "$2b$04$azFsCxT5QmnPdMg54hgim.5sSDgPu5soM/XleqGa.JXdWC5chcwgK"
            })
    void both_hash_versions_of_the_legacy_system_verify(String stored) {
        // When
        var verified = LegacyBcrypt.verify("SecurePass123!", stored);
        // Then
        assertThat(verified).isTrue();
        assertThat(LegacyBcrypt.verify("SecurePass123", stored)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100, true", "72, true", "128, true", "71, false"})
    void only_the_first_72_bytes_count(int length, boolean expected) {
        // When
        var verified = LegacyBcrypt.verify("x".repeat(length), OF_100_X);
        // Then
        assertThat(verified).isEqualTo(expected);
    }

    @Test
    void a_truncated_character_verifies() {
        // When
        var verified = LegacyBcrypt.verify("a" + "é".repeat(50), OF_A_AND_50_E);
        // Then
        assertThat(verified).isTrue();
    }

    @Test
    void a_password_that_repeats_itself_after_a_nul_does_not_verify() {
        // Given
        var sameForBcrypt = "abc\0abc";
        // When
        var verified = LegacyBcrypt.verify(sameForBcrypt, OF_ABC);
        // Then
        assertThat(verified).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "$2b$", "$2y$04$v6icgMki5cEwbsItF80oh.M53j.exRPUPYI8TuloSr5Uzt1fpEOSC", "$argon2id$v=19$"})
    void text_that_is_no_legacy_hash_matches_no_password(String stored) {
        // When
        var verified = LegacyBcrypt.verify("abc", stored);
        // Then
        assertThat(verified).isFalse();
    }
}
