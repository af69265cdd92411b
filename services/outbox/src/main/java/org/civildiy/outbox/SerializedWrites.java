package org.civildiy.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/**
 * Serializes read-and-replace operations per key within one instance, and repeats one for as long as it ends in a
 * {@link WriteConflict} with another instance. It avoids conflicts and is no lock: what the store's compare-and-set lets through
 * is right. An operation that has not succeeded within {@link #TIMEOUT} fails with {@link WriteConflict}.
 */
@ApplicationScoped
public class SerializedWrites {
    private static final Duration TIMEOUT = Duration.ofMillis(2800);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    public <T> Uni<T> run(String key, Supplier<Uni<T>> readAndReplace) {
        return Uni.createFrom().deferred(() -> {
            var ended = new CompletableFuture<Void>();
            var before = last.put(key, ended);
            return endOf(before)
                    .chain(waited -> repeatOnConflict(readAndReplace))
                    .ifNoItem()
                    .after(TIMEOUT)
                    .failWith(WriteConflict::new)
                    .onTermination()
                    .invoke(() -> {
                        last.remove(key, ended);
                        ended.complete(null);
                    });
        });
    }

    private static Uni<Void> endOf(CompletableFuture<Void> before) {
        return before == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(before::copy);
    }

    private static <T> Uni<T> repeatOnConflict(Supplier<Uni<T>> readAndReplace) {
        return Uni.createFrom()
                .deferred(readAndReplace::get)
                .onFailure(WriteConflict.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.9)
                .indefinitely();
    }
}
