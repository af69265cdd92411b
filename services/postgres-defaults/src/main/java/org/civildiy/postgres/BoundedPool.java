package org.civildiy.postgres;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Makes the pool with a bound on its queue, which the client leaves open by default.
 *
 * <p>The pool's own limit to the wait for a connection is switched off: {@link Database} has the only one. In Vert.x 4.5 that limit
 * loses a connection for ever when its timer fires between the grant of a connection and its delivery, which a busy event
 * loop makes likely; seen here as a pool of ten with four in use and nobody using them.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    private final PoolConfig config;
    private volatile Optional<PgConnectOptions> server = Optional.empty();

    BoundedPool(PoolConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        var patience = Math.toIntExact(config.connectWithin().toMillis());
        input.pgConnectOptionsList()
                .forEach(options -> options.setConnectTimeout(patience).setTcpKeepAlive(true));
        server = input.pgConnectOptionsList().stream().findFirst().map(PgConnectOptions::new);
        var options = input.poolOptions().setConnectionTimeout(0).setMaxWaitQueueSize(config.waiting());
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /**
     * How to make one more connection of the same kind, outside of the pool.
     *
     * @throws IllegalStateException before the pool was made
     */
    PgConnectOptions server() {
        return server.map(PgConnectOptions::new).orElseThrow(() -> new IllegalStateException("there is no pool yet"));
    }
}
