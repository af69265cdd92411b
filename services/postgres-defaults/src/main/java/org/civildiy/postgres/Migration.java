package org.civildiy.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import org.flywaydb.core.Flyway;

/**
 * The Flyway migration, run in the background, so that the service starts whether or not PostgreSQL is available.
 *
 * <ul>
 *   <li>PostgreSQL is unavailable: the migration is retried until it succeeds, with pauses of at most {@link #MAX_PAUSE};
 *   <li>PostgreSQL dies during a migration: the migration is retried as well. Flyway then leaves its connection open, and the JDBC pool
 *       has only two. So the connections of a failed attempt are closed before the next attempt;
 *   <li>a migration cannot be applied, because data of the legacy system contradict it: nothing is changed. The log contains the
 *       migration's own message, which says what to correct. The next attempt after the correction succeeds;
 *   <li>several instances start at the same moment: Flyway's lock lets one instance migrate, and the others find nothing to do.
 * </ul>
 *
 * <p>A reason for failure is logged when it is new, not at each attempt.
 */
@ApplicationScoped
class Migration {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final Flyway flyway;
    private final AgroalDataSource connections;
    private final Event<Migrated> migrated;
    private final Event<WarmUp> warmUp;
    private volatile boolean done;
    private volatile String lastReason = "";
    private Cancellable running = () -> {};

    Migration(Flyway flyway, AgroalDataSource connections, Event<Migrated> migrated, Event<WarmUp> warmUp) {
        this.flyway = flyway;
        this.connections = connections;
        this.migrated = migrated;
        this.warmUp = warmUp;
    }

    /** Whether the tables are migrated. */
    boolean isDone() {
        return done;
    }

    void start(@Observes StartupEvent event) {
        running = Uni.createFrom()
                .item(flyway::migrate)
                .invoke(this::prepare)
                .onFailure()
                .invoke(() -> connections.flush(AgroalDataSource.FlushMode.ALL))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(this::report)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .indefinitely()
                .subscribe()
                .with(result -> {
                    done = true;
                    Log.infof("migration: tables are up to date applied=%d", result.migrationsExecuted);
                });
    }

    /**
     * Fires the events: the tables are migrated, and on the JVM also that warm-up can begin. If an observer fails, the migration counts
     * as failed and is retried.
     */
    private void prepare() {
        migrated.fire(new Migrated());
        if (ImageMode.current() == ImageMode.JVM) {
            warmUp.fire(new WarmUp());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        running.cancel();
    }

    /** Logs a failure, unless the previous attempt failed for the same reason. */
    private void report(Throwable failure) {
        var reason = reason(failure);
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            Log.warnf("migration: not done yet, will go on trying reason=\"%s\"", reason);
        }
    }

    /**
     * The message of PostgreSQL or Flyway, in one line. The message contains no values of rows, because the JDBC driver is configured to
     * leave out PostgreSQL's detail.
     */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(failure)
                .getMessage()
                .replaceAll("\\s+", " ");
    }
}
