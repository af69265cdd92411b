package org.civildiy.feed.redis;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import org.civildiy.defaults.observability.BackendHealth;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/** The readiness check of Redis. It is DOWN while Redis is unavailable, because no stream can be read then. */
@Readiness
class RedisCheck implements AsyncHealthCheck {
    private final Redis redis;

    RedisCheck(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return BackendHealth.check("Redis", () -> toUni(redis.send(Request.cmd(Command.PING))));
    }
}
