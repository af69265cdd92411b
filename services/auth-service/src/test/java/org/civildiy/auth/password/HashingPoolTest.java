package org.civildiy.auth.password;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.civildiy.auth.Configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HashingPoolTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUEUE_TIMEOUT = Duration.ofMillis(500);

    private final CountDownLatch released = new CountDownLatch(1);
    private final HashingPool pool = new HashingPool(
            Configured.with(
                    HashingConfig.class,
                    Map.of(
                            "auth.hashing.threads",
                            "1",
                            "auth.hashing.waiting",
                            "1",
                            "auth.hashing.patience",
                            QUEUE_TIMEOUT.toString())),
            new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        released.countDown();
        pool.stop();
    }

    @Test
    void work_beyond_threads_and_queue_is_answered_with_503_at_once() {
        // Given
        start(this::untilReleased);
        start(this::untilReleased);
        // When
        var third = start(this::untilReleased);
        // Then
        var problem = (HttpProblem) third.assertFailedWith(HttpProblem.class).getFailure();
        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getHeaders()).containsKey("Retry-After");
    }

    @Test
    void accepted_work_is_done_although_other_work_was_refused() {
        // Given
        var first = start(this::untilReleased);
        var second = start(this::untilReleased);
        start(this::untilReleased);
        // When
        released.countDown();
        // Then
        first.awaitItem(SOON).assertItem("done");
        second.awaitItem(SOON).assertItem("done");
    }

    @Test
    void work_that_waited_too_long_is_not_done() {
        // Given
        var first = start(this::untilReleased);
        var second = start(() -> "done too late");
        // When
        await("the queue timeout to pass")
                .pollDelay(QUEUE_TIMEOUT.plusMillis(50))
                .until(() -> true);
        released.countDown();
        // Then
        first.awaitItem(SOON).assertItem("done");
        second.awaitFailure(SOON).assertFailedWith(HttpProblem.class);
    }

    @Test
    void a_failure_of_the_work_is_passed_to_the_caller() {
        // When
        var failing = start(() -> {
            throw new IllegalStateException("broken");
        });
        // Then
        failing.awaitFailure(SOON).assertFailedWith(IllegalStateException.class, "broken");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1024, 1",
        "0, 2, 1024, 1",
        "0, 8, 1024, 4",
        "0, 16, 64, 1",
        "0, 16, 128, 2",
        "0, 2, 16, 1",
        "5, 2, 64, 5"
    })
    void there_are_as_many_threads_as_half_the_cores_and_the_heap_allow_or_as_configured(
            String configured, int cores, long mebibytes, int expected) {
        // Given
        var config = Configured.with(HashingConfig.class, Map.of("auth.hashing.threads", configured));
        // When
        var size = HashingPool.size(config, cores, mebibytes * 1024 * 1024);
        // Then
        assertThat(size).isEqualTo(expected);
    }

    private UniAssertSubscriber<String> start(Supplier<String> work) {
        return pool.compute(work).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private String untilReleased() {
        try {
            released.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
