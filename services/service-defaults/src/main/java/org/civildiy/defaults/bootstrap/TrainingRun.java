package org.civildiy.defaults.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.quarkus.runtime.Quarkus;

/**
 * A training run for the JVM's AOT cache: when the service is up, it gets the requests that every instance gets, then the process
 * exits. A JVM that records this run ({@code -XX:AOTCacheOutput}) starts faster afterwards. No backend is needed.
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
        var end = Instant.now().plus(TIMEOUT);
        while (Instant.now().isBefore(end)) {
            if (instance.answers("/health/live")) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        return false;
    }
}
