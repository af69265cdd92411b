package org.civildiy.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables up to date in the background, so that the service starts whether or not PostgreSQL is there.
 *
 * <ul>
 *   <li>PostgreSQL is away: tried again, at most {@link #LONGEST_PAUSE} apart, until it is there;
 *   <li>PostgreSQL dies in the middle: the same. Flyway leaves its connection open then, which would take its place among the few
 *       that there may be for ever; so what a failed try has left is closed before the next;
 *   <li>a migration cannot be applied, because the data of the system before contradict it: nothing is changed, the log says
 *       what to put right in the words of the migration itself, and the next try after the cure succeeds;
 *   <li>several instances start at the same moment: Flyway's lock lets one go first, and the others find the work done.
 * </ul>
 *
 * <p>Each new reason is logged once, not at each try.
 */
@ApplicationScoped
class Migration {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Flyway flyway;
    private final AgroalDataSource connections;
    private final Event<Migrated> migrated;
    private volatile boolean done;
    private volatile String lastReason = "";
    private Cancellable running = () -> {};

    Migration(Flyway flyway, AgroalDataSource connections, Event<Migrated> migrated) {
        this.flyway = flyway;
        this.connections = connections;
        this.migrated = migrated;
    }

    /** Whether the tables are as this service needs them. */
    boolean isDone() {
        return done;
    }

    void start(@Observes StartupEvent event) {
        running = Uni.createFrom()
                .item(flyway::migrate)
                .invoke(result -> migrated.fire(new Migrated()))
                .onFailure()
                .invoke(() -> connections.flush(AgroalDataSource.FlushMode.ALL))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(this::report)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(result -> {
                    done = true;
                    Log.infof("migration: tables are up to date applied=%d", result.migrationsExecuted);
                });
    }

    void stop(@Observes ShutdownEvent event) {
        running.cancel();
    }

    private void report(Throwable failure) {
        var reason = reason(failure);
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            Log.warnf("migration: not done yet, will go on trying reason=\"%s\"", reason);
        }
    }

    /** What PostgreSQL or Flyway says, in one line; the JDBC driver is configured to leave out the detail, which holds values of rows. */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(failure)
                .getMessage()
                .replaceAll("\\s+", " ");
    }
}
