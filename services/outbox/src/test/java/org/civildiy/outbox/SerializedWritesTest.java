package org.civildiy.outbox;

import java.util.ArrayDeque;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerializedWritesTest {

    @Test
    void no_more_entries_than_the_limit_are_read_and_replaced_at_the_same_time() {
        // Given
        var writes = new SerializedWrites();
        var running = new ArrayDeque<UniEmitter<? super String>>();
        // When
        IntStream.range(0, SerializedWrites.MAX_AT_ONCE + 1)
                .forEach(key -> writes.run("key " + key, () -> Uni.createFrom().<String>emitter(running::add))
                        .subscribe()
                        .with(done -> {}));
        // Then
        assertThat(running).hasSize(SerializedWrites.MAX_AT_ONCE);
        running.poll().complete("done");
        assertThat(running).hasSize(SerializedWrites.MAX_AT_ONCE);
    }
}
