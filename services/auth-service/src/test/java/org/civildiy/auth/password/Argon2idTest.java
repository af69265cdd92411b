package org.civildiy.auth.password;

import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.BitFlips;
import org.civildiy.auth.Configured;

import static org.assertj.core.api.Assertions.assertThat;

class Argon2idTest {
    private static final Argon2id ARGON2ID = costing(Map.of());

    @Test
    void a_password_verifies_against_its_own_hash() {
        // Given
        var hash = ARGON2ID.hash("pässwörd 🔑");
        // When
        var verified = ARGON2ID.verify("pässwörd 🔑", hash);
        // Then
        assertThat(verified).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret1", "Secret", "secret ", "secre"})
    void any_other_password_does_not(String other) {
        // Given
        var hash = ARGON2ID.hash("secret");
        // When
        var verified = ARGON2ID.verify(other, hash);
        // Then
        assertThat(verified).isFalse();
    }

    @Test
    void every_byte_of_a_long_password_counts() {
        // Given
        var hash = ARGON2ID.hash("x".repeat(127) + "a");
        // When
        var verified = ARGON2ID.verify("x".repeat(127) + "b", hash);
        // Then
        assertThat(verified).isFalse();
    }

    @Test
    void a_hash_is_in_phc_form_with_the_cost_that_owasp_names() {
        // When
        var hash = ARGON2ID.hash("secret");
        // Then
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void the_memory_of_a_hash_is_used_again_for_the_next() {
        // Given
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ARGON2ID.hash("the first makes it");
        var before = threads.getCurrentThreadAllocatedBytes();
        // When
        ARGON2ID.hash("secret");
        // Then
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    @Test
    void each_hash_has_a_salt_of_128_random_bits() {
        // Given
        var cheap = costing(Map.of("auth.hashing.memory", "64"));
        // When
        var salts = IntStream.range(0, 200)
                .mapToObj(i -> cheap.hash("secret").split("\\$", -1)[4])
                .map(Base64.getDecoder()::decode)
                .toList();
        // Then
        assertThat(BitFlips.balanced(salts)).isEqualTo(128);
    }

    @Test
    void a_hash_of_another_implementation_verifies() {
        // Given
        var ofArgon2Cffi =
                "$argon2id$v=19$m=19456,t=2,p=1$ahG0C+S/WU75rzZ+s11vqg$pk5vGM8lV1T8rjHfQaH0vQxunzIjbpo4yJVRgw59xgU";
        // When
        var verified = ARGON2ID.verify("correct horse battery staple", ofArgon2Cffi);
        // Then
        assertThat(verified).isTrue();
    }

    @Test
    void a_hash_of_a_lower_cost_verifies_but_is_not_current() {
        // Given
        var cheap = costing(Map.of("auth.hashing.memory", "64"));
        // When
        var hash = cheap.hash("secret");
        // Then
        assertThat(ARGON2ID.verify("secret", hash)).isTrue();
        assertThat(ARGON2ID.isCurrent(hash)).isFalse();
        assertThat(cheap.isCurrent(hash)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"19456, 2, true", "47104, 1, true", "20000, 2, true", "19456, 1, false", "9728, 3, false"})
    void a_hash_is_current_when_it_costs_no_less_than_what_is_configured(int memory, int iterations, boolean current) {
        // Given
        var stored = "$argon2id$v=19$m=%d,t=%d,p=1$AAAAAAAAAAA$AAAAAAAAAAA".formatted(memory, iterations);
        // When
        var judged = ARGON2ID.isCurrent(stored);
        // Then
        assertThat(judged).isEqualTo(current);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "$argon2id$", "$argon2i$v=19$m=64,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAA", "$2b$04$x"})
    void text_that_is_no_argon2id_hash_matches_no_password(String stored) {
        // When
        var verified = ARGON2ID.verify("secret", stored);
        // Then
        assertThat(verified).isFalse();
    }

    @Test
    void a_decoy_has_the_form_of_a_current_hash() {
        // When
        var decoy = ARGON2ID.decoy();
        // Then
        assertThat(decoy).hasSameSizeAs(ARGON2ID.hash("secret"));
        assertThat(ARGON2ID.isCurrent(decoy)).isTrue();
    }

    private static Argon2id costing(Map<String, String> values) {
        return new Argon2id(Configured.with(HashingConfig.class, values));
    }
}
