package org.civildiy.outbox;

import java.time.Duration;
import java.time.Instant;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StoreClockTest {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final StoreClock clock = new StoreClock();

    @Test
    void on_a_machine_that_is_a_day_ahead_it_is_as_late_as_at_the_store() {
        // Given
        var storeTime = Instant.now().minus(Duration.ofDays(1));
        // When
        clock.synchronize(Uni.createFrom().item(storeTime)).await().indefinitely();
        // Then
        assertThat(clock.instant()).isBetween(storeTime, storeTime.plus(CLOSE));
    }

    @Test
    void while_the_store_does_not_answer_the_time_goes_on_from_its_last_answer() {
        // Given
        var storeTime = Instant.now().plus(Duration.ofDays(1));
        clock.synchronize(Uni.createFrom().item(storeTime)).await().indefinitely();
        // When
        clock.synchronize(Uni.createFrom().failure(new IllegalStateException()))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        // Then
        assertThat(clock.instant()).isBetween(storeTime, storeTime.plus(CLOSE));
    }

    @Test
    void before_the_store_has_answered_it_is_the_time_of_the_machine() {
        // When
        var now = clock.millis();
        // Then
        assertThat(now).isCloseTo(System.currentTimeMillis(), within(CLOSE.toMillis()));
    }
}
