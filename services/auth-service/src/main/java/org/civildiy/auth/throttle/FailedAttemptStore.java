package org.civildiy.auth.throttle;

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
 * Failed password attempts in PostgreSQL (table {@code login_failures}), so that they count at every instance and after a restart. Each
 * key has one row, which holds only as many times as the lock needs. An attacker cannot fill the table quickly: only a failed attempt
 * adds a row, and each attempt takes the time of a password hash. {@link #deleteExpired} removes rows that no longer count.
 */
@ApplicationScoped
public class FailedAttemptStore {
    private static final String READ = "SELECT failed_at FROM login_failures WHERE account = $1";
    private static final String ADD = """
            INSERT INTO login_failures AS known (account, failed_at, expires_at) VALUES ($1, ARRAY[$2::timestamptz], $3)
            ON CONFLICT (account) DO UPDATE
            SET failed_at = (known.failed_at || EXCLUDED.failed_at)[greatest(1, cardinality(known.failed_at) + 2 - $4::int):],
                expires_at = EXCLUDED.expires_at
            """;
    private static final String CLEAR = "DELETE FROM login_failures WHERE account = $1";
    private static final String DELETE_EXPIRED = "DELETE FROM login_failures WHERE expires_at <= $1";

    private final Database database;
    private final ThrottleConfig config;

    FailedAttemptStore(Database database, ThrottleConfig config) {
        this.database = database;
        this.config = config;
    }

    Uni<FailedAttempts> read(ThrottleKey key) {
        return database.statement(client -> client.preparedQuery(READ).execute(Tuple.of(Buffer.buffer(key.bytes()))))
                .map(FailedAttemptStore::attempts);
    }

    Uni<Void> add(ThrottleKey key, Instant now) {
        return database.statement(client -> client.preparedQuery(ADD)
                        .execute(Tuple.of(
                                Buffer.buffer(key.bytes()),
                                utc(now),
                                utc(now.plus(config.window())),
                                config.failures())))
                .replaceWithVoid();
    }

    /** Deletes the failed attempts of a key, after an attempt with the right password. */
    Uni<Void> clear(ThrottleKey key) {
        return database.statement(client -> client.preparedQuery(CLEAR).execute(Tuple.of(Buffer.buffer(key.bytes()))))
                .replaceWithVoid();
    }

    /** Deletes the attempts that no longer count. */
    public Uni<Void> deleteExpired(Instant now) {
        return database.statement(client -> client.preparedQuery(DELETE_EXPIRED).execute(Tuple.of(utc(now))))
                .replaceWithVoid();
    }

    private static FailedAttempts attempts(RowSet<Row> rows) {
        for (var row : rows) {
            return new FailedAttempts(Arrays.stream(row.getArrayOfOffsetDateTimes("failed_at"))
                    .map(OffsetDateTime::toInstant)
                    .toList());
        }
        return new FailedAttempts(List.of());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
