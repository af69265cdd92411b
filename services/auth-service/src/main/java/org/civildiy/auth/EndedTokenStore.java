package org.civildiy.auth;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import org.civildiy.postgres.Database;
import org.civildiy.postgres.Migrated;
import org.civildiy.postgres.Notifications;

/**
 * Ended tokens in PostgreSQL, and the way from there into the memory of every instance.
 *
 * <ul>
 *   <li>An instance that starts reads all of them before it says that it is ready; until then {@link EndedTokens#areKnown} is false.
 *   <li>What is ended at any instance is committed first, then known to it at once and to the others by notification.
 *   <li>The connection that notifications come over is lost: every instance goes on with what it knows, and reads all of them
 *       again with the next connection. What other instances ended meanwhile, it learns then.
 * </ul>
 */
@ApplicationScoped
class EndedTokenStore {
    private static final String CHANNEL = "ended_tokens";
    private static final int FIRST_READ_SECONDS = 5;
    private static final String END = """
            INSERT INTO ended_tokens (user_id, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """;
    private static final String ALL = """
            SELECT user_id, jti, below, expires_at FROM ended_tokens WHERE expires_at > $1
            """;
    private static final String SWEEP = "DELETE FROM ended_tokens WHERE expires_at <= $1";

    private final Database database;
    private final Notifications notifications;
    private final EndedTokens memory;
    private final CompletableFuture<Void> firstRead = new CompletableFuture<>();
    private boolean listening;

    EndedTokenStore(Database database, Notifications notifications, EndedTokens memory, MeterRegistry metrics) {
        this.database = database;
        this.notifications = notifications;
        this.memory = memory;
        Gauge.builder("auth.ended.tokens", memory, EndedTokens::size)
                .description("Endings in memory")
                .register(metrics);
    }

    /** Ends one token: at this instance when the returned Uni completes, at the others within milliseconds of that. */
    Uni<Void> end(VerifiedToken token) {
        var ending = new Ending(
                token.account().id(), Optional.of(token.id().number()), 0, Tokens.surelyExpired(token.expiresAt()));
        return database.statement(client -> client.preparedQuery(END)
                        .execute(Tuple.of(ending.userId(), token.id().number(), utc(ending.until()))))
                .invoke(() -> memory.add(ending))
                .replaceWithVoid();
    }

    /** Forgets what has expired by itself, in memory and in the store. */
    Uni<Void> sweep(Instant now) {
        memory.sweep(now);
        return database.statement(client -> client.preparedQuery(SWEEP).execute(Tuple.of(utc(now))))
                .replaceWithVoid();
    }

    /** Returns when all are known; where that takes too long, it fails and is called again. */
    synchronized void start(@Observes Migrated event) throws Exception {
        if (!listening) {
            listening = true;
            notifications.listen(CHANNEL, this::readAll, payload -> memory.add(Ending.parse(payload)));
        }
        firstRead.get(FIRST_READ_SECONDS, TimeUnit.SECONDS);
    }

    private Uni<Void> readAll(SqlClient client) {
        return client.preparedQuery(ALL)
                .execute(Tuple.of(utc(Instant.now())))
                .invoke(rows -> {
                    rows.forEach(row -> memory.add(ending(row)));
                    memory.nowKnown();
                    firstRead.complete(null);
                    Log.infof("tokens: ended ones are known count=%d", memory.size());
                })
                .replaceWithVoid();
    }

    private static Ending ending(Row row) {
        return new Ending(
                row.getLong("user_id"),
                Optional.ofNullable(row.getUUID("jti")),
                row.getInteger("below"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
