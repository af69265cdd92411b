package org.civildiy.posts;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;

/**
 * Lets what reads and replaces the same post happen one after the other, in the order of asking, and again for as long as another
 * instance was faster. The turns are a courtesy within one instance, not a lock: right is what {@link PostStore#swap} lets
 * through. Whoever is not through within {@link #PATIENCE} fails as {@link PostProblems#contended}.
 */
@ApplicationScoped
class Turns {
    static final Duration PATIENCE = Duration.ofMillis(2800);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final Map<ObjectId, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Makes the call when those before it on the same post have ended, and again for as long as it is overtaken. */
    <T> Uni<T> take(ObjectId post, Supplier<Uni<T>> readAndReplace) {
        return Uni.createFrom().deferred(() -> {
            var ended = new CompletableFuture<Void>();
            var before = last.put(post, ended);
            return endOf(before)
                    .chain(waited -> untilNotOvertaken(readAndReplace))
                    .ifNoItem()
                    .after(PATIENCE)
                    .failWith(PostProblems::contended)
                    .onTermination()
                    .invoke(() -> {
                        last.remove(post, ended);
                        ended.complete(null);
                    });
        });
    }

    private static Uni<Void> endOf(CompletableFuture<Void> before) {
        return before == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(before::copy);
    }

    private static <T> Uni<T> untilNotOvertaken(Supplier<Uni<T>> readAndReplace) {
        return Uni.createFrom()
                .deferred(readAndReplace::get)
                .onFailure(Overtaken.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.9)
                .indefinitely();
    }
}
