package org.civildiy.auth;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import org.civildiy.postgres.Database;

/**
 * Failed tries in PostgreSQL, so that they count at every instance and after a restart: one row an account, with no more times in it
 * than are needed. A row is made by a failure alone, which costs a hash, and is swept when it does not count any more.
 */
@ApplicationScoped
class FailedTryStore {
    private static final String OF = "SELECT failed_at FROM login_failures WHERE account = $1";
    private static final String ADD = """
            INSERT INTO login_failures AS known (account, failed_at, expires_at) VALUES ($1, ARRAY[$2::timestamptz], $3)
            ON CONFLICT (account) DO UPDATE
            SET failed_at = (known.failed_at || EXCLUDED.failed_at)[greatest(1, cardinality(known.failed_at) + 2 - $4::int):],
                expires_at = EXCLUDED.expires_at
            """;
    private static final String FORGET = "DELETE FROM login_failures WHERE account = $1";
    private static final String SWEEP = "DELETE FROM login_failures WHERE expires_at <= $1";

    private final Database database;
    private final ThrottleConfig config;

    FailedTryStore(Database database, ThrottleConfig config) {
        this.database = database;
        this.config = config;
    }

    Uni<FailedTries> of(AccountKey account) {
        return database.statement(client -> client.preparedQuery(OF).execute(Tuple.of(Buffer.buffer(account.bytes()))))
                .map(FailedTryStore::tries);
    }

    Uni<Void> add(AccountKey account, Instant now) {
        return database.statement(client -> client.preparedQuery(ADD)
                        .execute(Tuple.of(
                                Buffer.buffer(account.bytes()),
                                utc(now),
                                utc(now.plus(config.window())),
                                config.failures())))
                .replaceWithVoid();
    }

    /** Somebody has proved to be the owner. */
    Uni<Void> forget(AccountKey account) {
        return database.statement(
                        client -> client.preparedQuery(FORGET).execute(Tuple.of(Buffer.buffer(account.bytes()))))
                .replaceWithVoid();
    }

    Uni<Void> sweep(Instant now) {
        return database.statement(client -> client.preparedQuery(SWEEP).execute(Tuple.of(utc(now))))
                .replaceWithVoid();
    }

    private static FailedTries tries(RowSet<Row> rows) {
        for (var row : rows) {
            return new FailedTries(Arrays.stream(row.getArrayOfOffsetDateTimes("failed_at"))
                    .map(OffsetDateTime::toInstant)
                    .toList());
        }
        return new FailedTries(List.of());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
