package org.civildiy.feed;

import io.quarkus.runtime.annotations.QuarkusMain;

import org.civildiy.defaults.Service;

import static org.civildiy.defaults.Setting.KAFKA_HOST;
import static org.civildiy.defaults.Setting.REDIS_URL;

/** Serves the activity streams from Redis, and keeps them true to the events of posts. */
@QuarkusMain
public final class FeedService {
    private FeedService() {}

    public static void main(String... args) {
        new Service("feed-service", KAFKA_HOST, REDIS_URL).run(args);
    }
}
