package org.civildiy.defaults.concurrent;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PeriodicTest {
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void a_run_that_fails_does_not_end_the_task() {
        // When
        var task = Periodic.every(PERIOD, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("expected by this test");
        });
        // Then
        await("further runs").until(() -> runs.get() >= 3);
        task.cancel();
    }

    @Test
    void runs_do_not_overlap() {
        // Given
        var most = new AtomicInteger();
        var now = new AtomicInteger();
        // When
        var task = Periodic.every(PERIOD, () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(PERIOD.multipliedBy(3))
                    .invoke(now::decrementAndGet)
                    .invoke(runs::incrementAndGet);
        });
        // Then
        await("several runs").until(() -> runs.get() >= 3);
        task.cancel();
        assertThat(most).hasValue(1);
    }
}
