package org.civildiy.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * The connection pool, created with a bounded wait queue. The client's default is an unbounded queue.
 *
 * <p>The pool's own timeout for getting a connection is switched off, because in Vert.x 4.5 it can leak connections: its timer may fire
 * after a connection is assigned and before the caller receives it. A busy event loop makes that likely. Observed here: of a pool's
 * ten connections, four were lost that way. {@link Database} has the only timeout.
 *
 * <p>A connection without any traffic for {@link #SILENCE} is closed. The reason: the caller's timeout does not cancel the statement. When
 * the server vanishes without closing the connection, the statement would otherwise keep the connection until the operating system
 * gives up, a quarter of an hour later.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    /** Longer than any statement takes, and longer than the pool keeps an unused connection. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final PoolConfig config;
    private volatile Optional<PgConnectOptions> server = Optional.empty();

    BoundedPool(PoolConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        var connectTimeout = Math.toIntExact(config.connectWithin().toMillis());
        input.pgConnectOptionsList()
                .forEach(options -> options.setConnectTimeout(connectTimeout)
                        .setIdleTimeout((int) SILENCE.toSeconds())
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setTcpKeepAlive(true));
        server = input.pgConnectOptionsList().stream().findFirst().map(PgConnectOptions::new);
        var options = input.poolOptions().setConnectionTimeout(0).setMaxWaitQueueSize(config.waiting());
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /**
     * The options for a connection to the same server outside of the pool.
     *
     * @throws IllegalStateException before the pool is created
     */
    PgConnectOptions server() {
        return server.map(PgConnectOptions::new).orElseThrow(() -> new IllegalStateException("there is no pool yet"));
    }
}
