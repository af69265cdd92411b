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

/** Tells failures that mean that PostgreSQL is away, or not ready yet, from those of the work itself. */
final class Absence {
    private static final int DEEPEST_CAUSE = 20;
    private static final String NO_SUCH_TABLE = "42P01";

    private Absence() {}

    /** Whether this failure, or what caused it, means that PostgreSQL cannot do its work at the moment. */
    static boolean explains(Throwable failure) {
        return causes(failure).anyMatch(Absence::isAbsence);
    }

    /** The same connection, whose loss is told by the work that fails with it: by itself the client prints a stack trace as well. */
    static <C extends SqlConnection> C toldByItsWork(C connection) {
        connection.exceptionHandler(lost -> {});
        return connection;
    }

    /** What to log of it: its kind, for the message may hold values of a row. */
    static String nameOf(Throwable failure) {
        return causes(failure)
                .filter(Absence::isAbsence)
                .findFirst()
                .map(Absence::kindOf)
                .orElseThrow();
    }

    private static String kindOf(Throwable cause) {
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

    private static boolean isAbsence(Throwable cause) {
        return switch (cause) {
            case PgException refused -> isAbsence(refused.getSqlState());
            case SQLException refused -> isAbsence(refused.getSQLState());
            case IOException broken -> true;
            case TimeoutException slow -> true;
            case io.smallrye.mutiny.TimeoutException slow -> true;
            case ClosedConnectionException closed -> true;
            case VertxException pool -> true;
            case NoStackTraceThrowable pool -> true;
            default -> false;
        };
    }

    /** Classes 08 (connection), 53 (resources) and 57 (operator, shutdown) and, before the first migration, a missing table. */
    private static boolean isAbsence(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.equals(NO_SUCH_TABLE));
    }
}
