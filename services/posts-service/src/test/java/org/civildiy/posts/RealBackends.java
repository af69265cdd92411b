package org.civildiy.posts;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.civildiy.local.Backends;

import static org.civildiy.local.Backend.KAFKA;
import static org.civildiy.local.Backend.MONGODB;

/** A real MongoDB and a real Kafka for the service under test; a test that takes one away asks for a field {@link Backends}. */
public class RealBackends implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, String> FASTER_THAN_IN_EARNEST =
            Map.of("outbox.sweep-interval", "100ms", "outbox.longest-pause", "500ms", "outbox.lease", "6s");

    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.start(MONGODB, KAFKA);
        var settings = new HashMap<>(FASTER_THAN_IN_EARNEST);
        settings.putAll(backends.environment());
        return settings;
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(backends, new TestInjector.MatchesType(Backends.class));
    }

    @Override
    public void stop() {
        backends.close();
    }
}
