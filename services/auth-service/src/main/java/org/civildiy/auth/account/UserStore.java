package org.civildiy.auth.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

import org.civildiy.auth.token.Account;
import org.civildiy.postgres.Database;
import org.civildiy.postgres.WarmUp;

/** Users in PostgreSQL (table {@code users}). Every method fails with 503 when PostgreSQL is unavailable, see {@link Database}. */
@ApplicationScoped
class UserStore implements PanacheRepository<User> {
    private static final String ADD = """
            INSERT INTO users (email, username, password_hash, created_at)
            VALUES (:email, :username, :hash, :now)
            ON CONFLICT DO NOTHING
            RETURNING id
            """;
    private static final String CHANGE_PASSWORD = """
            WITH changed AS (
                UPDATE users SET password_hash = $3, token_generation = token_generation + 1
                WHERE id = $1 AND password_hash = $2
                RETURNING id, token_generation),
            superseded AS (DELETE FROM ended_tokens WHERE jti IS NOT NULL AND user_id IN (SELECT id FROM changed))
            INSERT INTO ended_tokens (user_id, below, expires_at)
            SELECT id, token_generation, $4 FROM changed
            ON CONFLICT (user_id, jti) DO UPDATE SET below = EXCLUDED.below, expires_at = EXCLUDED.expires_at
            RETURNING below
            """;
    private static final String DELETE_USER = "DELETE FROM users WHERE id = $1 AND password_hash = $2";

    private final Database database;

    UserStore(Database database) {
        this.database = database;
    }

    /** The user with this e-mail address. Letter case is ignored. */
    Uni<Optional<User>> byEmail(String email) {
        return database.read(() -> withEmail(email)).map(Optional::ofNullable);
    }

    Uni<Optional<User>> byId(long id) {
        return database.read(() -> findById(id)).map(Optional::ofNullable);
    }

    /**
     * Adds a user. The result is empty when the e-mail address or the user name is taken. The unique indexes of the table decide this, so
     * that only one of two simultaneous registrations succeeds. {@code ON CONFLICT DO NOTHING} prevents an SQL error for the other
     * registration, because PostgreSQL would write the address into its log with the error.
     */
    Uni<Optional<Account>> add(String email, String username, String hash, Instant now) {
        return database.write(() -> Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(ADD, Long.class)
                                .setParameter("email", email)
                                .setParameter("username", username)
                                .setParameter("hash", hash)
                                .setParameter("now", now.truncatedTo(ChronoUnit.MILLIS))
                                .getSingleResultOrNull()))
                .map(id -> Optional.ofNullable(id).map(made -> new Account(made, email, username)));
    }

    /** Replaces the hash by another hash of the same password. Nothing is changed when the password was changed meanwhile. */
    Uni<Void> replaceHash(User user, String hash) {
        return database.write(() -> update(
                        "passwordHash = ?1 where id = ?2 and passwordHash = ?3", hash, user.id, user.passwordHash))
                .replaceWithVoid();
    }

    /**
     * Changes the password and revokes all tokens of the user, in one SQL statement. Nothing is changed when the user was deleted, or
     * when the stored hash is no longer that of {@code user}, because another request changed the password. The result is the new token
     * generation, or empty when nothing was changed.
     */
    Uni<Optional<Integer>> changePassword(User user, String hash, Instant revocationExpiry) {
        var values = Tuple.of(user.id, user.passwordHash, hash, revocationExpiry.atOffset(ZoneOffset.UTC));
        return database.statement(
                        client -> client.preparedQuery(CHANGE_PASSWORD).execute(values))
                .map(rows -> rows.stream().findFirst().map(row -> row.getInteger("below")));
    }

    /**
     * Deletes the user, unless the user was deleted or the password changed meanwhile. The table's trigger revokes the tokens of every
     * generation in the same transaction, as it does when an operator deletes the row.
     *
     * @return whether the user was deleted
     */
    Uni<Boolean> deleteUnlessChanged(User user) {
        var values = Tuple.of(user.id, user.passwordHash);
        return database.statement(client -> client.preparedQuery(DELETE_USER).execute(values))
                .map(deleted -> deleted.rowCount() > 0);
    }

    /** Whether the e-mail address or the user name is taken, in one statement for both answers. */
    Uni<Boolean> isTaken(String email, String username) {
        return database.read(() -> count("lower(email) = lower(?1) or lower(username) = lower(?2)", email, username))
                .map(users -> users > 0);
    }

    private Uni<User> withEmail(String email) {
        return find("lower(email) = lower(?1)", email).firstResult();
    }

    /** Runs the query once at start-up, because the first query of a process parses it and loads hundreds of classes. */
    void warmUp(@Observes WarmUp event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> withEmail("")));
    }
}
