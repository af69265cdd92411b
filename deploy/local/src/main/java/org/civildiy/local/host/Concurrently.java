package org.civildiy.local.host;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Concurrent iteration on virtual threads, for actions that wait more than they compute. */
public final class Concurrently {
    private Concurrently() {}

    /** Runs the action for all elements at the same time, and waits for all. When actions fail, the exception of one is thrown. */
    public static <T> void forEach(Collection<T> all, Consumer<T> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(all.stream()
                            .map(one -> CompletableFuture.runAsync(() -> action.accept(one), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
