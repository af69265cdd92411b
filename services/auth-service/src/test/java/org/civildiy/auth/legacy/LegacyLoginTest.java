package org.civildiy.auth.legacy;

import java.sql.SQLException;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.validate;

/** Logins of accounts that the legacy system made. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class LegacyLoginTest {
    /** The hash of a hundred "x" by the library of the legacy system, which hashed the first 72. */
    private static final String BCRYPT_OF_100_X = "$2b$04$69gvkXbVnUFGBMbmhU08TegvFAfDhk.v44.izG5GlbWgtxwiDNS.6";

    Backends backends;

    private final String name = newName();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_legacy_account_logs_in_with_its_password() throws SQLException {
        // Given
        addAccount(BCRYPT_OF_100_X);
        // When
        var response = login(addressOf(name), "x".repeat(100));
        // Then
        response.then().statusCode(200);
    }

    @Test
    void its_hash_is_renewed_and_from_then_on_the_whole_password_counts() throws SQLException {
        // Given
        addAccount(BCRYPT_OF_100_X);
        // When
        login(addressOf(name), "x".repeat(100));
        // Then
        assertThat(storedHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        login(addressOf(name), "x".repeat(72)).then().statusCode(401);
        login(addressOf(name), "x".repeat(100)).then().statusCode(200);
    }

    @Test
    void a_wrong_password_does_not_renew_the_hash() throws SQLException {
        // Given
        addAccount(BCRYPT_OF_100_X);
        // When
        login(addressOf(name), "x".repeat(71)).then().statusCode(401);
        // Then
        assertThat(storedHash()).isEqualTo(BCRYPT_OF_100_X);
    }

    @Test
    void a_legacy_user_name_that_does_not_fit_a_header_is_left_out() throws SQLException {
        // Given
        addAccount("Zoë\r\nX-User-ID: 1 " + name, BCRYPT_OF_100_X);
        // When
        String token = login(addressOf(name), "x".repeat(100)).path("access_token");
        // Then
        var headers =
                validate("Bearer " + token).then().statusCode(200).extract().headers();
        assertThat(headers.hasHeaderWithName("X-User-Name")).isFalse();
        assertThat(headers.getValue("X-User-Email")).isEqualTo(addressOf(name));
    }

    private void addAccount(String hash) throws SQLException {
        addAccount(name, hash);
    }

    private void addAccount(String username, String hash) throws SQLException {
        RunningPostgres.addAccount(backends, addressOf(name), username, hash);
    }

    private String storedHash() throws SQLException {
        return RunningPostgres.passwordHash(backends, name);
    }
}
