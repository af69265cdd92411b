package org.civildiy.auth.account;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;

/** That the two take the same time follows from this; it is measured by {@code make bench-login}. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class EqualWorkTest {
    private final String name = newName();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_login_of_an_unknown_address_does_the_same_work_as_one_with_a_wrong_password() {
        // Given
        register(name);
        // When
        var known = Work.of(() -> login(addressOf(name), "wrong"));
        var unknown = Work.of(() -> login(addressOf(newName()), "wrong"));
        // Then
        assertThat(unknown).isEqualTo(known).isEqualTo(new Work(1, 4));
    }
}
