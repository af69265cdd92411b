package org.civildiy.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** The classification of a database failure. Either PostgreSQL is unavailable or not migrated yet, or the statement itself failed. */
final class UnavailableBackend {
    private static final int DEEPEST_CAUSE = 20;
    private static final String NO_SUCH_TABLE = "42P01";

    private UnavailableBackend() {}

    /** Whether this failure, or one of its causes, means that PostgreSQL is unavailable at the moment. */
    static boolean isCauseOf(Throwable failure) {
        return causes(failure).anyMatch(UnavailableBackend::isUnavailable);
    }

    /**
     * Returns the same connection. The client no longer logs a stack trace when the connection is lost. The statement that then fails is
     * logged instead.
     */
    static <C extends SqlConnection> C withoutLossLog(C connection) {
        connection.exceptionHandler(lost -> {});
        return connection;
    }

    /** The kind of the failure, for the log. Its message is not logged, because it may contain values of a row. */
    static String kindOf(Throwable failure) {
        return causes(failure)
                .filter(UnavailableBackend::isUnavailable)
                .findFirst()
                .map(UnavailableBackend::name)
                .orElseThrow();
    }

    private static String name(Throwable cause) {
        return switch (cause) {
            case PgException refused -> "SQLSTATE " + refused.getSqlState();
            case SQLException refused -> "SQLSTATE " + refused.getSQLState();
            default -> cause.getClass().getSimpleName();
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }

    private static boolean isUnavailable(Throwable cause) {
        return switch (cause) {
            case PgException refused -> isUnavailable(refused.getSqlState());
            case SQLException refused -> isUnavailable(refused.getSQLState());
            case IOException broken -> true;
            case TimeoutException slow -> true;
            case io.smallrye.mutiny.TimeoutException slow -> true;
            case ClosedConnectionException closed -> true;
            case VertxException pool -> true;
            case NoStackTraceThrowable pool -> true;
            default -> false;
        };
    }

    /** SQLSTATE classes 08 (connection), 53 (resources), 57 (operator, shutdown), and a missing table: the tables are not migrated yet. */
    private static boolean isUnavailable(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.equals(NO_SUCH_TABLE));
    }
}
