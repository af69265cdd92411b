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
 * The connection pool, created with a bound on its wait queue, which the client leaves unbounded by default.
 *
 * <p>The pool's own timeout for a connection is switched off; {@link Database} has the only timeout. In Vert.x 4.5 the pool's timeout
 * leaks a connection when its timer fires between the grant of a connection and its delivery, which a busy event
 * loop makes likely. It was observed here as a pool of ten connections of which four were in use by nobody.
 *
 * <p>A statement is not cancelled by its caller's timeout, so that one whose server has vanished without closing the connection would keep
 * the connection until the operating system gives up, a quarter of an hour later. Connections on which nothing comes or goes for
 * {@link #SILENCE} are closed.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    /** Longer than any answer takes, and than the pool keeps an unused connection. */
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
