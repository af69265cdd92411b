package org.civildiy.chaos.fault;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One direction of a proxied connection. One thread reads chunks into a queue. Another thread writes each chunk when its latency has passed
 * and the valve lets it through. The two threads are separate, so that bytes can be delivered after their sender has closed the connection.
 *
 * <p>The queue is bounded. While the queue is full nothing is read, and the sender's own buffers fill.
 */
final class Relay {
    private static final int MOST_CHUNKS = 256;
    private static final int CHUNK_BYTES = 16 * 1024;

    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);
    private final Socket from;
    private final Socket to;
    private final Valve valve;
    private final LongSupplier latencyNanos;

    /** Bytes, and the {@link System#nanoTime} at which they are to be written. A chunk without bytes is the end of the direction. */
    private static final class Chunk {
        private final long due;
        private final byte[] bytes;

        Chunk(long due, byte[] bytes) {
            this.due = due;
            this.bytes = bytes;
        }

        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    Relay(Socket from, Socket to, Valve valve, LongSupplier latencyNanos) {
        this.from = from;
        this.to = to;
        this.valve = valve;
        this.latencyNanos = latencyNanos;
    }

    /** Returns when the sender has closed its connection, or the connection was reset. */
    void read() throws InterruptedException {
        try {
            var in = from.getInputStream();
            byte[] buffer = new byte[CHUNK_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                chunks.put(new Chunk(System.nanoTime() + latencyNanos.getAsLong(), Arrays.copyOf(buffer, length)));
            }
        } catch (IOException e) {
            // A reset ends the connection as a close does: what was received before it is still delivered.
        }
        chunks.put(new Chunk(System.nanoTime() + latencyNanos.getAsLong(), new byte[0]));
    }

    /**
     * Returns when everything was written, including the end. Bytes for a receiver that has closed its connection are discarded. The relay
     * of the other direction tells the sender of that close.
     */
    void write() throws InterruptedException {
        boolean writable = true;
        Chunk chunk;
        do {
            chunk = chunks.take();
            TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
            writable = valve.passes() && writable && written(chunk);
        } while (!chunk.isEnd());
    }

    private boolean written(Chunk chunk) {
        try {
            if (chunk.isEnd()) {
                to.shutdownOutput();
            } else {
                to.getOutputStream().write(chunk.bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
