package org.civildiy.defaults.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.quarkus.runtime.Quarkus;

import org.civildiy.defaults.concurrent.Deadline;

/**
 * A training run for the JVM's AOT cache. The service starts, gets the requests that monitoring sends to every instance, and exits. The
 * JVM records this run ({@code -XX:AOTCacheOutput}), and later starts with the recorded cache are faster. No backend is needed.
 */
final class TrainingRun {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
    private static final List<String> REQUESTS = List.of("/health/live", "/health/ready", "/metrics", "/openapi.json");

    private TrainingRun() {}

    static void begin(LocalInstanceProbe instance) {
        Thread.ofPlatform().daemon().name("training-run").start(() -> {
            var up = answersInTime(instance);
            REQUESTS.forEach(instance::answers);
            Quarkus.asyncExit(up ? 0 : 1);
        });
    }

    private static boolean answersInTime(LocalInstanceProbe instance) {
        var end = Deadline.after(TIMEOUT);
        while (!end.hasPassed()) {
            if (instance.answers("/health/live")) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        return false;
    }
}
