package org.civildiy.postgres;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Makes the pool with the bounds that the client leaves open by default: without them, requests to a database that is frozen
 * would wait half a minute each, in a queue without an end.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    private final PoolConfig config;

    BoundedPool(PoolConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        var patience = Math.toIntExact(config.connectWithin().toMillis());
        input.pgConnectOptionsList()
                .forEach(server -> server.setConnectTimeout(patience).setTcpKeepAlive(true));
        var options = input.poolOptions()
                .setConnectionTimeout(patience)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(config.waiting());
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
