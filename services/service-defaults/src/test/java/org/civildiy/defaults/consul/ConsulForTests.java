package org.civildiy.defaults.consul;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

/** A real Consul, and a port that is known to it before the service listens there. */
public class ConsulForTests implements QuarkusTestResourceLifecycleManager {
    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.start(Backend.CONSUL);
        var configuration = new HashMap<>(backends.environment());
        var port = Integer.toString(freePort());
        configuration.put("quarkus.http.test-port", port);
        configuration.put("registration.port", port);
        configuration.put("registration.address", "127.0.0.1");
        configuration.put("registration.heartbeat", "100ms");
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backends, new TestInjector.MatchesType(Backends.class));
    }

    @Override
    public void stop() {
        backends.close();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
