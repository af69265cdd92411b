package org.civildiy.auth;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

/** A real PostgreSQL for the tests, and the environment that the service finds it by. */
public class RunningPostgres implements QuarkusTestResourceLifecycleManager {
    static final String SECRET_KEY = "a key for tests, of more than 32 bytes";

    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.start(Backend.POSTGRES);
        var environment = new HashMap<>(backends.environment());
        environment.put("SECRET_KEY", SECRET_KEY);
        return environment;
    }

    Backends backends() {
        return backends;
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
