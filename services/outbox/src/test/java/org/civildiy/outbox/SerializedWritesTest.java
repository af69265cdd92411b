package org.civildiy.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class SerializedWritesTest {

    @Test
    void an_entry_beyond_the_limit_is_read_when_another_was_replaced() throws InterruptedException {
        // Given
        var writes = new SerializedWrites();
        var started = new LinkedBlockingQueue<UniEmitter<? super String>>();
        IntStream.range(0, SerializedWrites.MAX_AT_ONCE + 1)
                .forEach(key -> writes.run("key " + key, () -> Uni.createFrom().<String>emitter(started::add))
                        .subscribe()
                        .with(done -> {}, failure -> {}));
        var running = take(SerializedWrites.MAX_AT_ONCE, started);
        assertThat(started).isEmpty();
        // When
        running.getFirst().complete("done");
        // Then
        assertThat(started.poll(5, SECONDS)).isNotNull();
    }

    private static <T> List<T> take(int number, BlockingQueue<T> queue) throws InterruptedException {
        var taken = new ArrayList<T>();
        while (taken.size() < number) {
            taken.add(queue.poll(5, SECONDS));
        }
        return taken;
    }
}
