package org.civildiy.profile;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

/** A real PostgreSQL for the tests and the environment variables that lead the service to it. */
public class RunningPostgres implements QuarkusTestResourceLifecycleManager {
    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.start(Backend.POSTGRES);
        return backends.environment();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backends, new TestInjector.MatchesType(Backends.class));
    }

    @Override
    public void stop() {
        backends.close();
    }
}
