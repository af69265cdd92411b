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

class AbsenceTest {
    static Stream<Throwable> absences() {
        return Stream.of(
                new ConnectException("refused"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Timeout"),
                new CompletionException(new IllegalStateException(new ConnectException("refused"))));
    }

    @ParameterizedTest
    @MethodSource("absences")
    void a_connection_that_is_not_to_be_had_is_an_absence(Throwable failure) {
        // When
        var explained = Absence.explains(failure);
        // Then
        assertThat(explained).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "42P01"})
    void a_server_that_cannot_serve_is_an_absence(String sqlState) {
        // When
        var explained = Absence.explains(new RuntimeException(new SQLException("told", sqlState)));
        // Then
        assertThat(explained).isTrue();
        assertThat(Absence.explains(new PgException("told", "FATAL", sqlState, "detail")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601"})
    void an_error_of_the_work_is_not(String sqlState) {
        // When
        var explained = Absence.explains(new PgException("told", "ERROR", sqlState, "detail"));
        // Then
        assertThat(explained).isFalse();
    }

    @Test
    void neither_is_any_other_failure() {
        // When
        var explained = Absence.explains(new IllegalStateException("bug", new NullPointerException()));
        // Then
        assertThat(explained).isFalse();
    }

    @Test
    void its_name_holds_nothing_of_the_message() {
        // When
        var name = Absence.nameOf(new RuntimeException(new SQLException("Key (email)=(ada@example.org)", "57014")));
        // Then
        assertThat(name).isEqualTo("SQLSTATE 57014");
    }
}
