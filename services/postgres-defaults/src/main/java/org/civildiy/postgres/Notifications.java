package org.civildiy.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
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
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Listeners on PostgreSQL's {@code LISTEN/NOTIFY}. Each channel has its own connection for the life of the process.
 *
 * <ul>
 *   <li>While the connection is open, notifications arrive within milliseconds of their commit, in the order of commits.
 *   <li>The connection is lost, or PostgreSQL has not answered a ping for {@link #TIMEOUT}: the listener reconnects, with pauses of at
 *       most {@link #MAX_PAUSE}. Notifications that were sent in between are lost. Therefore {@code opened} is called with every new
 *       connection and reads the current state again. The channel counts as open only after that.
 * </ul>
 */
@ApplicationScoped
public class Notifications {
    static final Duration BETWEEN_PINGS = Duration.ofSeconds(2);
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** The timeout of the callback {@code opened}. It is long, because the callback may read a whole table. */
    private static final Duration OPEN_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
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
     * Starts to listen, and reconnects after every loss.
     *
     * @param channel the name of the channel, a plain SQL identifier
     * @param opened called with each new connection as soon as the connection listens. A change that {@code opened} does not read yet is
     *     notified afterwards. When {@code opened} fails, the connection is closed and a new one is opened
     * @param notified called on an event loop with the same connection and the payload of each notification. Every role of the database
     *     can send a notification, so the payload may only say what to read. When {@code notified} fails, the connection is closed and a
     *     new one is opened
     */
    public synchronized void listen(
            String channel,
            Function<SqlConnection, Uni<Void>> opened,
            BiFunction<SqlConnection, String, Uni<Void>> notified) {
        var listening = new Channel(channel, opened, notified);
        channels.add(listening);
        listening.connect();
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        channels.forEach(Channel::stop);
    }

    /** One channel with its connection, its callbacks and its reconnection. */
    private final class Channel {
        private final String name;
        private final Function<SqlConnection, Uni<Void>> opened;
        private final BiFunction<SqlConnection, String, Uni<Void>> notified;
        private final AtomicInteger losses = new AtomicInteger();
        private volatile boolean stopped;
        private volatile Cancellable subscription = () -> {};

        Channel(
                String name,
                Function<SqlConnection, Uni<Void>> opened,
                BiFunction<SqlConnection, String, Uni<Void>> notified) {
            this.name = name;
            this.opened = opened;
            this.notified = notified;
        }

        void connect() {
            subscription = connected()
                    .ifNoItem()
                    .after(TIMEOUT)
                    .fail()
                    .flatMap(connection -> untilLost(connection).onTermination().call(() -> closed(connection)))
                    .subscribe()
                    .with(never -> {}, this::lost);
        }

        /** A new connection. When PostgreSQL was frozen and the connection arrives only after the timeout, the connection is closed. */
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

        /**
         * Listens, calls {@code opened}, and then pings. Never completes; fails when the connection is lost, or when a ping or a callback
         * fails.
         */
        private Uni<Void> untilLost(PgConnection connection) {
            var closed = Uni.createFrom().<Void>emitter(end -> {
                UnavailableBackend.withoutLossLog(connection)
                        .closeHandler(() -> end.fail(new IllegalStateException("closed")));
                end.onTermination(() -> connection.closeHandler(() -> {}));
                connection.notificationHandler(notification -> notified.apply(connection, notification.getPayload())
                        .subscribe()
                        .with(done -> {}, end::fail));
            });
            var open = connection
                    .query("LISTEN " + name)
                    .execute()
                    .ifNoItem()
                    .after(TIMEOUT)
                    .fail()
                    .chain(() -> opened.apply(connection)
                            .ifNoItem()
                            .after(OPEN_TIMEOUT)
                            .fail())
                    .invoke(this::open)
                    .chain(() -> pinged(connection));
            return Uni.combine().any().of(closed, open);
        }

        /** Pings PostgreSQL until a ping fails, because a connection to a frozen or vanished server stays open. */
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
                            .after(TIMEOUT)
                            .fail())
                    .onItem()
                    .ignoreAsUni();
        }

        private void open() {
            losses.set(0);
            Log.infof("notifications: listening channel=%s", name);
        }

        /** Reconnects after a pause, which is twice as long after each further loss. */
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
            vertx.setTimer(Math.min(pause.toMillis(), MAX_PAUSE.toMillis()), timer -> connect());
        }

        void stop() {
            stopped = true;
            subscription.cancel();
        }

        /** Closes the connection, and waits for the response no longer than the timeout. */
        private static Uni<Void> closed(PgConnection connection) {
            return connection
                    .close()
                    .ifNoItem()
                    .after(TIMEOUT)
                    .fail()
                    .onFailure()
                    .recoverWithNull();
        }
    }
}
