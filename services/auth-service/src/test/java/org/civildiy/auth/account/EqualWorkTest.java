package org.civildiy.auth.account;

import java.util.Arrays;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;

import static io.restassured.RestAssured.get;
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
        var known = workOf(() -> login(addressOf(name), "wrong"));
        var unknown = workOf(() -> login(addressOf(newName()), "wrong"));
        // Then
        assertThat(unknown).isEqualTo(known).isEqualTo(new Work(1, 3));
    }

    /** Hashes that were computed, and times that a connection to PostgreSQL was used. */
    private record Work(long hashes, long statements) {
        static Work soFar() {
            var metrics = get("/metrics").asString();
            return new Work(
                    sum(metrics, "executor_completed_tasks_total{name=\"hashing\""),
                    sum(metrics, "sql_pool_completed_total"));
        }

        private static long sum(String metrics, String start) {
            return Arrays.stream(metrics.split("\n"))
                    .filter(line -> line.startsWith(start))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    private static Work workOf(Runnable login) {
        var before = Work.soFar();
        login.run();
        var after = Work.soFar();
        return new Work(after.hashes() - before.hashes(), after.statements() - before.statements());
    }
}
