package org.civildiy.feed;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

/** The Kafka and the Redis of the service under test. */
public class FeedBackends implements QuarkusTestResourceLifecycleManager {
    private static volatile Backends backends;

    /** For tests that let one of them go away. */
    static Backends running() {
        return backends;
    }

    @Override
    public Map<String, String> start() {
        backends = Backends.start(Backend.KAFKA, Backend.REDIS);
        return backends.environment();
    }

    @Override
    public void stop() {
        backends.close();
    }
}
