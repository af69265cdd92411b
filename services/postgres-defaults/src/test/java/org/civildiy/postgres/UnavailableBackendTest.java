package org.civildiy.postgres;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UnavailableBackendTest {
    static Stream<Throwable> unavailabilities() {
        return Stream.of(
                new ConnectException("refused"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Timeout"),
                new CompletionException(new IllegalStateException(new ConnectException("refused"))));
    }

    @ParameterizedTest
    @MethodSource("unavailabilities")
    void a_connection_failure_means_unavailable(Throwable failure) {
        // When
        var unavailable = UnavailableBackend.isCauseOf(failure);
        // Then
        assertThat(unavailable).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "42P01"})
    void a_server_that_cannot_serve_is_unavailable(String sqlState) {
        // When
        var unavailable = UnavailableBackend.isCauseOf(new RuntimeException(new SQLException("told", sqlState)));
        // Then
        assertThat(unavailable).isTrue();
        assertThat(UnavailableBackend.isCauseOf(new PgException("told", "FATAL", sqlState, "detail")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601"})
    void an_error_of_the_statement_does_not_mean_unavailable(String sqlState) {
        // When
        var unavailable = UnavailableBackend.isCauseOf(new PgException("told", "ERROR", sqlState, "detail"));
        // Then
        assertThat(unavailable).isFalse();
    }

    @Test
    void any_other_failure_does_not_mean_unavailable() {
        // When
        var unavailable = UnavailableBackend.isCauseOf(new IllegalStateException("bug", new NullPointerException()));
        // Then
        assertThat(unavailable).isFalse();
    }

    @Test
    void the_logged_kind_contains_nothing_of_the_message() {
        // When
        var name = UnavailableBackend.kindOf(
                new RuntimeException(new SQLException("Key (email)=(ada@example.org)", "57014")));
        // Then
        assertThat(name).isEqualTo("SQLSTATE 57014");
    }
}
