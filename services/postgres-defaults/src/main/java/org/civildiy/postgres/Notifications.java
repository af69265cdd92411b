package org.civildiy.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.SqlClient;

/**
 * Hears what PostgreSQL notifies of ({@code LISTEN}), each channel over a connection of its own, for as long as the process lives.
 *
 * <ul>
 *   <li>While the connection is there: what is notified arrives within milliseconds of its commit, in the order of commits.
 *   <li>The connection is lost, or PostgreSQL has not answered a ping for {@link #PATIENCE}: a new one is tried, at most
 *       {@link #LONGEST_PAUSE} apart. What was notified meanwhile is gone, so the listener is told with every new connection and
 *       reads anew what it wants to know; only then is the channel considered open.
 * </ul>
 */
@ApplicationScoped
public class Notifications {
    static final Duration BETWEEN_PINGS = Duration.ofSeconds(2);
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int DOUBLINGS = 5;

    private final Vertx vertx;
    private final BoundedPool pool;
    private final List<Channel> channels = new ArrayList<>();

    Notifications(Vertx vertx, BoundedPool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /**
     * Listens from now on.
     *
     * @param channel its name, a plain SQL identifier
     * @param opened called with the connection when that listens, the first time and after every loss; what it reads over it is
     *     never older than the first notification that follows. When it fails, the connection is given up and a new one tried
     * @param notified takes the payload of each notification; called on an event loop
     */
    public synchronized void listen(String channel, Function<SqlClient, Uni<Void>> opened, Consumer<String> notified) {
        var listening = new Channel(channel, opened, notified);
        channels.add(listening);
        listening.connect();
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        channels.forEach(Channel::stop);
    }

    private final class Channel {
        private final String name;
        private final Function<SqlClient, Uni<Void>> opened;
        private final Consumer<String> notified;
        private final AtomicInteger losses = new AtomicInteger();
        private volatile boolean stopped;
        private volatile Cancellable life = () -> {};

        Channel(String name, Function<SqlClient, Uni<Void>> opened, Consumer<String> notified) {
            this.name = name;
            this.opened = opened;
            this.notified = notified;
        }

        void connect() {
            life = connected()
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail()
                    .flatMap(connection -> untilLost(connection).onTermination().call(() -> closed(connection)))
                    .subscribe()
                    .with(never -> {}, this::lost);
        }

        /** One that arrives when nobody waits for it any more, since PostgreSQL was frozen, is closed. */
        private Uni<PgConnection> connected() {
            return Uni.createFrom().emitter(arrival -> {
                var over = new AtomicBoolean();
                arrival.onTermination(() -> over.set(true));
                PgConnection.connect(vertx, pool.server())
                        .subscribe()
                        .with(
                                connection -> {
                                    if (over.get()) {
                                        connection.closeAndForget();
                                    } else {
                                        arrival.complete(connection);
                                    }
                                },
                                arrival::fail);
            });
        }

        private Uni<Void> untilLost(PgConnection connection) {
            var closed = Uni.createFrom().<Void>emitter(end -> {
                Absence.toldByItsWork(connection).closeHandler(() -> end.fail(new IllegalStateException("closed")));
                end.onTermination(() -> connection.closeHandler(() -> {}));
                connection.notificationHandler(notification -> notified.accept(notification.getPayload()));
            });
            var open = connection
                    .query("LISTEN " + name)
                    .execute()
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail()
                    .chain(() -> opened.apply(connection))
                    .invoke(this::open)
                    .chain(() -> pinged(connection));
            return Uni.combine().any().of(closed, open);
        }

        private static Uni<Void> pinged(PgConnection connection) {
            return Multi.createFrom()
                    .ticks()
                    .every(BETWEEN_PINGS)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> connection
                            .query("SELECT 1")
                            .execute()
                            .ifNoItem()
                            .after(PATIENCE)
                            .fail())
                    .onItem()
                    .ignoreAsUni();
        }

        private void open() {
            losses.set(0);
            Log.infof("notifications: listening channel=%s", name);
        }

        private void lost(Throwable failure) {
            if (stopped) {
                return;
            }
            var before = losses.getAndIncrement();
            if (before == 0) {
                Log.warnf(
                        "notifications: not listening, will keep trying channel=%s cause=%s",
                        name, failure.getClass().getSimpleName());
            }
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(before, DOUBLINGS));
            vertx.setTimer(Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis()), timer -> connect());
        }

        void stop() {
            stopped = true;
            life.cancel();
        }

        /** A connection that does not answer is not waited for. */
        private static Uni<Void> closed(PgConnection connection) {
            return connection
                    .close()
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail()
                    .onFailure()
                    .recoverWithNull();
        }
    }
}
