package org.civildiy.defaults.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedSerialExecutorTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int CAPACITY = 3;

    private final List<String> started = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> blocker = new CompletableFuture<>();
    private KeyedSerialExecutor<String> executor =
            new KeyedSerialExecutor<>(CAPACITY, LONG, RejectedExecutionException::new);

    @Test
    void tasks_of_one_key_run_one_after_the_other_in_the_order_of_subscription() {
        // Given
        var first = execute("key", blocked("first"));
        var second = execute("key", done("second"));
        var third = execute("key", done("third"));
        assertThat(started).containsExactly("first");
        // When
        blocker.complete("first");
        // Then
        first.awaitItem().assertItem("first");
        second.awaitItem().assertItem("second");
        third.awaitItem().assertItem("third");
        assertThat(started).containsExactly("first", "second", "third");
    }

    @Test
    void tasks_of_other_keys_do_not_wait() {
        // Given
        execute("key", blocked("first"));
        // When
        var other = execute("other key", done("second"));
        // Then
        other.awaitItem().assertItem("second");
    }

    @Test
    void after_a_failure_the_next_task_runs() {
        // Given
        var first = execute("key", blocked("first"));
        var second = execute("key", done("second"));
        // When
        blocker.completeExceptionally(new IllegalStateException("broken"));
        // Then
        first.awaitFailure().assertFailedWith(IllegalStateException.class);
        second.awaitItem().assertItem("second");
    }

    @Test
    void after_the_cancellation_of_a_running_task_the_next_one_runs() {
        // Given
        var first = execute("key", blocked("first"));
        var second = execute("key", done("second"));
        // When
        first.cancel();
        // Then
        second.awaitItem().assertItem("second");
    }

    @Test
    void a_task_that_waits_longer_than_the_timeout_is_rejected_and_never_runs() {
        // Given
        executor = new KeyedSerialExecutor<>(CAPACITY, SHORT, RejectedExecutionException::new);
        execute("key", blocked("first"));
        // When
        var second = execute("key", done("second"));
        // Then
        second.awaitFailure().assertFailedWith(RejectedExecutionException.class);
        blocker.complete("first");
        assertThat(started).containsExactly("first");
    }

    @Test
    void the_timeout_does_not_end_a_task_that_has_started() {
        // Given
        executor = new KeyedSerialExecutor<>(CAPACITY, SHORT, RejectedExecutionException::new);
        var first = execute("key", blocked("first"));
        execute("key", done("second")).awaitFailure();
        // When
        blocker.complete("first");
        // Then
        first.awaitItem().assertItem("first");
    }

    @Test
    void nobody_overtakes_the_running_task_when_one_that_waits_gives_up() {
        // Given
        execute("key", blocked("first"));
        execute("key", done("second")).cancel();
        // When
        var third = execute("key", done("third"));
        // Then
        assertThat(started).containsExactly("first");
        blocker.complete("first");
        third.awaitItem().assertItem("third");
        assertThat(started).containsExactly("first", "third");
    }

    @Test
    void beyond_the_capacity_a_task_is_rejected_whatever_its_key() {
        // Given
        execute("key", blocked("first"));
        execute("key", done("second"));
        execute("key", done("third"));
        // When
        var fourth = execute("other key", done("fourth"));
        // Then
        fourth.awaitFailure().assertFailedWith(RejectedExecutionException.class);
    }

    @Test
    void every_end_makes_room_for_another_task() {
        // Given
        for (var i = 0; i < CAPACITY; i++) {
            execute("key", done("earlier")).awaitItem();
        }
        // When
        var another = execute("key", done("another"));
        // Then
        another.awaitItem().assertItem("another");
    }

    private UniAssertSubscriber<String> execute(String key, Supplier<Uni<String>> task) {
        return executor.execute(key, task).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Supplier<Uni<String>> blocked(String name) {
        return () -> {
            started.add(name);
            return Uni.createFrom().completionStage(blocker);
        };
    }

    private Supplier<Uni<String>> done(String name) {
        return () -> {
            started.add(name);
            return Uni.createFrom().item(name);
        };
    }
}
