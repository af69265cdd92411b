package org.civildiy.postgres;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedPoolTest {
    private static final PoolConfig CONFIG = new PoolConfig() {
        @Override
        public Duration answerWithin() {
            return Duration.ofMillis(2500);
        }

        @Override
        public Duration connectWithin() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int waiting() {
            return 200;
        }
    };

    private record Input(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    /** Nothing else ends a statement whose server has vanished: its caller's timeout does not cancel it. */
    @Test
    void a_connection_on_which_nothing_comes_is_closed_within_seconds() {
        // Given
        var pool = new BoundedPool(CONFIG);
        var vertx = Vertx.vertx();
        // When
        pool.create(new Input(vertx, new PoolOptions(), List.of(new PgConnectOptions())))
                .close();
        // Then
        assertThat(pool.server().getConnectTimeout()).isEqualTo(2_000);
        assertThat(pool.server().getIdleTimeoutUnit()).isEqualTo(TimeUnit.SECONDS);
        assertThat(pool.server().getIdleTimeout()).isBetween(3, 10);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
