package org.civildiy.auth.password;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommonPasswordsTest {
    private static final CommonPasswords COMMON = new CommonPasswords();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456",
                "password",
                "password123",
                "Password123",
                "QWERTY",
                "iloveyou",
                "111111",
                "888888",
                "121212",
                "987654321",
                "abcdef",
                "1234567890"
            })
    void listed_passwords_are_common_in_any_letter_case(String password) {
        // When
        var common = COMMON.contains(password);
        // Then
        assertThat(common).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery staple", "kw8Hq2", "8264917350", "abcdeg", "пароль ёлка", "xyz 012"})
    void other_passwords_are_not_common(String password) {
        // When
        var common = COMMON.contains(password);
        // Then
        assertThat(common).isFalse();
    }
}
