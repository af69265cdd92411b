package org.civildiy.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

import org.civildiy.postgres.Database;

/**
 * Password attempts in PostgreSQL, so that they count at every instance and after a restart: failed ones (table {@code login_failures}),
 * and the sources of successful logins (table {@code known_sources}).
 *
 * <p>The tables are bounded. A row of failures holds only as many times as its lock needs; each failed attempt adds one row for its source
 * at most and takes the time of a password hash. An account has at most {@value #MAX_KNOWN} known sources, and only its password adds
 * one. {@link #deleteExpired} removes what no longer counts.
 */
@ApplicationScoped
public class AttemptStore {
    /** The known sources of one account. One more replaces the one that was used the longest time ago. */
    static final int MAX_KNOWN = 20;

    /** How long a source stays known after the last login from it. */
    static final Duration KNOWN_FOR = Duration.ofDays(90);

    private static final String READ = """
            SELECT (SELECT failed_at FROM login_failures WHERE account = $1) AS from_all,
                (SELECT failed_at FROM login_failures WHERE account = $2) AS from_source,
                (SELECT used_at FROM known_sources WHERE source = $3 AND used_at > $4) AS last_login
            """;

    /** The row of the account is first in every such statement, so that two statements never wait for each other. */
    private static final String ADD = """
            INSERT INTO login_failures AS known (account, failed_at, expires_at)
            VALUES ($1, ARRAY[$3::timestamptz], $4), ($2, ARRAY[$3::timestamptz], $4)
            ON CONFLICT (account) DO UPDATE
            SET failed_at = (known.failed_at || EXCLUDED.failed_at)[greatest(1, cardinality(known.failed_at) + 2
                    - CASE known.account WHEN $1 THEN $5::int ELSE $6::int END):],
                expires_at = EXCLUDED.expires_at
            """;

    private static final String CLEAR = "DELETE FROM login_failures WHERE account = $1";
    private static final String REMEMBER = """
            WITH remembered AS (
                INSERT INTO known_sources (source, account, used_at) VALUES ($1, $2, $3)
                ON CONFLICT (source) DO UPDATE SET used_at = EXCLUDED.used_at)
            DELETE FROM known_sources WHERE account = $2 AND source NOT IN (
                SELECT source FROM known_sources WHERE account = $2 AND source <> $1 ORDER BY used_at DESC LIMIT $4::int)
                AND source <> $1
            """;
    private static final String DELETE_EXPIRED_FAILURES = "DELETE FROM login_failures WHERE expires_at <= $1";
    private static final String DELETE_EXPIRED_SOURCES = "DELETE FROM known_sources WHERE used_at <= $1";

    private final Database database;
    private final ThrottleConfig config;

    AttemptStore(Database database, ThrottleConfig config) {
        this.database = database;
        this.config = config;
    }

    Uni<AttemptHistory> read(AttemptKeys keys, Instant now) {
        return execute(
                        READ,
                        Tuple.of(
                                buffer(keys.account()),
                                buffer(keys.source()),
                                buffer(keys.known()),
                                utc(now.minus(KNOWN_FOR))))
                .map(rows -> history(rows.getFirst()));
    }

    /** Adds a failure, to the account and to its source. */
    Uni<Void> add(AttemptKeys keys, Instant now) {
        return execute(
                        ADD,
                        Tuple.tuple(List.of(
                                buffer(keys.account()),
                                buffer(keys.source()),
                                utc(now),
                                utc(now.plus(config.window())),
                                config.accountFailures(),
                                config.failures())))
                .replaceWithVoid();
    }

    /** Deletes the failures of a source at an account, after an attempt with the right password. */
    Uni<Void> clear(AttemptKeys keys) {
        return execute(CLEAR, Tuple.of(buffer(keys.source()))).replaceWithVoid();
    }

    /** Makes the source of a successful login a known one. */
    Uni<Void> remember(AttemptKeys keys, Instant now) {
        return execute(REMEMBER, Tuple.of(buffer(keys.known()), buffer(keys.login()), utc(now), MAX_KNOWN - 1))
                .replaceWithVoid();
    }

    /** Deletes the failures that no longer count and the sources that are no longer known. */
    public Uni<Void> deleteExpired(Instant now) {
        return execute(DELETE_EXPIRED_FAILURES, Tuple.of(utc(now)))
                .chain(() -> execute(DELETE_EXPIRED_SOURCES, Tuple.of(utc(now.minus(KNOWN_FOR)))))
                .replaceWithVoid();
    }

    private Uni<List<Row>> execute(String sql, Tuple values) {
        return database.statement(client -> client.preparedQuery(sql).execute(values))
                .map(rows -> rows.stream().toList());
    }

    private static AttemptHistory history(Row row) {
        return new AttemptHistory(
                failures(row.getArrayOfOffsetDateTimes("from_source")),
                failures(row.getArrayOfOffsetDateTimes("from_all")),
                Optional.ofNullable(row.getOffsetDateTime("last_login")).map(OffsetDateTime::toInstant));
    }

    private static FailedAttempts failures(OffsetDateTime @Nullable [] times) {
        return new FailedAttempts(
                times == null
                        ? List.of()
                        : Arrays.stream(times).map(OffsetDateTime::toInstant).toList());
    }

    private static Buffer buffer(ThrottleKey key) {
        return Buffer.buffer(key.bytes());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
