package org.civildiy.auth.token;

import java.time.Duration;
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
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

import org.civildiy.postgres.Database;
import org.civildiy.postgres.Migrated;
import org.civildiy.postgres.Notifications;

/**
 * Revocations in PostgreSQL (table {@code ended_tokens}), distributed to the memory of every instance by {@code LISTEN/NOTIFY}.
 *
 * <ul>
 *   <li>An instance starts: it reads all revocations before it is ready. Until then {@link RevokedTokens#isLoaded} is false.
 *   <li>A token is revoked at one instance: the row is committed first. Then that instance adds the revocation to its memory, and the
 *       other instances read the row when they are notified.
 *   <li>The connection for notifications is lost: the instance continues with the revocations in its memory. It does not know later
 *       revocations by other instances until it reads all revocations again over the next connection.
 *   <li>The database was restored: all revocations, user ids and generations since the backup are lost. Before revocations are read,
 *       the database begins a new token epoch, which revokes every earlier token; see {@code V4__token_epoch.sql}.
 * </ul>
 */
@ApplicationScoped
public class RevokedTokenStore {
    /** The maximum number of revoked single tokens of one account. One more revokes all tokens of the account, to bound the memory. */
    static final int MAX_PER_ACCOUNT = 50;

    /** The number of rows that are fetched at once while all rows are read. */
    static final int PAGE = 1000;

    private static final String CHANNEL = "ended_tokens";
    private static final int FIRST_READ_SECONDS = 5;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
    private static final String REVOKE = """
            INSERT INTO ended_tokens (user_id, jti, below, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """;
    private static final String BEGIN_EPOCH_AFTER_RESTORE = "SELECT begin_token_epoch_after_restore() AS begun";
    private static final String END_CROWDED_ACCOUNTS = "SELECT * FROM end_crowded_accounts($1, $2)";
    private static final String READ_ALL = """
            SELECT user_id, jti, below, expires_at FROM ended_tokens WHERE expires_at > $1
            """;
    private static final String READ_ACCOUNTS = """
            SELECT user_id, jti, below, expires_at FROM ended_tokens WHERE user_id = ANY ($1) AND expires_at > $2
            """;
    private static final String DELETE_EXPIRED = "DELETE FROM ended_tokens WHERE expires_at <= $1";

    private final Database database;
    private final Notifications notifications;
    private final RevokedTokens memory;
    private final CompletableFuture<Void> firstRead = new CompletableFuture<>();
    private volatile ChangedAccounts changes = new ChangedAccounts();
    private boolean listening;

    RevokedTokenStore(Database database, Notifications notifications, RevokedTokens memory, MeterRegistry metrics) {
        this.database = database;
        this.notifications = notifications;
        this.memory = memory;
        Gauge.builder("auth.ended.tokens", memory, RevokedTokens::size)
                .description("Revocations in memory")
                .register(metrics);
    }

    /**
     * Revokes one token. This instance refuses the token when the returned Uni completes, the other instances milliseconds later. If the
     * account has {@value #MAX_PER_ACCOUNT} revoked tokens already, all its tokens are revoked.
     */
    public Uni<Void> revoke(VerifiedToken token) {
        var revocation = new Revocation(
                token.account().id(),
                Optional.of(token.id().uuid()),
                token.id().generation() + 1,
                Tokens.revocationExpiry(token.expiresAt()));
        return database.statement(client -> client.preparedQuery(REVOKE)
                        .execute(Tuple.of(
                                revocation.userId(),
                                token.id().uuid(),
                                revocation.belowGeneration(),
                                utc(revocation.expiresAt())))
                        .invoke(() -> memory.add(revocation))
                        .chain(() -> endCrowdedAccounts(client, revocation.userId())))
                .replaceWithVoid();
    }

    /**
     * Replaces the revocations of single tokens by a revocation of all tokens, for each account that has more than
     * {@value #MAX_PER_ACCOUNT}. A failure, for example in a read-only database, loses nothing: the single revocations stay.
     *
     * @param userId the account to check, or {@code null} for all accounts
     */
    private Uni<Void> endCrowdedAccounts(SqlClient client, @Nullable Long userId) {
        return client.preparedQuery(END_CROWDED_ACCOUNTS)
                .execute(Tuple.of(userId, MAX_PER_ACCOUNT))
                .invoke(rows -> rows.forEach(row -> {
                    memory.add(revocation(row));
                    Log.infof(
                            "tokens: all of an account are revoked after too many logouts user=%d",
                            row.getLong("user_id"));
                }))
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "tokens: revocations not combined, will retry with the next logout cause=%s",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Deletes the revocations of tokens that have expired by now, in memory and in the table. */
    public Uni<Void> deleteExpired(Instant now) {
        memory.removeExpired(now);
        return database.statement(client -> client.preparedQuery(DELETE_EXPIRED).execute(Tuple.of(utc(now))))
                .replaceWithVoid();
    }

    /** Waits until all revocations are read. Fails after {@value #FIRST_READ_SECONDS} s; then {@link Migrated} is fired again. */
    synchronized void start(@Observes Migrated event) throws Exception {
        if (!listening) {
            listening = true;
            notifications.listen(CHANNEL, this::synchronize, this::changed);
        }
        firstRead.get(FIRST_READ_SECONDS, TimeUnit.SECONDS);
    }

    /** Reads all revocations over a new connection, because notifications may have been lost before the connection was opened. */
    private Uni<Void> synchronize(SqlConnection connection) {
        changes = new ChangedAccounts();
        return beginEpochAfterRestore(connection)
                .chain(() -> endCrowdedAccounts(connection, null))
                .chain(() -> readAll(connection));
    }

    /** Reads the revocations of the account that a notification names. The rest of the notification is not trusted. */
    private Uni<Void> changed(SqlConnection connection, String payload) {
        var current = changes;
        return ChangedAccounts.accountIn(payload).filter(current::add).isPresent()
                ? readChanged(connection, current)
                : Uni.createFrom().voidItem();
    }

    /** Reads the revocations of the waiting accounts, in portions, until no account is waiting. */
    private Uni<Void> readChanged(SqlConnection connection, ChangedAccounts current) {
        var accounts = current.next();
        return accounts.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(READ_ACCOUNTS)
                        .execute(Tuple.of(accounts.toArray(Long[]::new), utc(Instant.now())))
                        .ifNoItem()
                        .after(READ_TIMEOUT)
                        .fail()
                        .invoke(rows -> rows.forEach(row -> memory.add(revocation(row))))
                        .chain(() -> readChanged(connection, current));
    }

    private static Uni<Void> beginEpochAfterRestore(SqlClient client) {
        return client.query(BEGIN_EPOCH_AFTER_RESTORE)
                .execute()
                .invoke(rows -> {
                    if (rows.iterator().next().getBoolean("begun")) {
                        Log.warn("tokens: the database was restored, every earlier token is revoked");
                    }
                })
                .replaceWithVoid();
    }

    /** Reads all rows through a cursor, which needs a transaction: PostgreSQL closes the cursor at the end of the transaction. */
    private Uni<Void> readAll(SqlConnection connection) {
        return connection
                .begin()
                .flatMap(transaction -> connection
                        .prepare(READ_ALL)
                        .flatMap(statement -> statement
                                .createStream(PAGE, Tuple.of(utc(Instant.now())))
                                .toMulti()
                                .invoke(row -> memory.add(revocation(row)))
                                .onItem()
                                .ignoreAsUni())
                        .chain(transaction::commit))
                .invoke(() -> {
                    memory.markLoaded();
                    firstRead.complete(null);
                    Log.infof("tokens: revocations loaded count=%d", memory.size());
                });
    }

    private static Revocation revocation(Row row) {
        return new Revocation(
                row.getLong("user_id"),
                Optional.ofNullable(row.getUUID("jti")),
                row.getInteger("below"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
