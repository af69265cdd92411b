package org.civildiy.feed;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import org.civildiy.defaults.observability.BackendHealth;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/** Without Redis there is nothing to read: not ready. */
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
