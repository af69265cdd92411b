package org.civildiy.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.apache.kafka.common.KafkaException;

/**
 * Carries the events of the topic into the streams, for as long as the service lives.
 *
 * <p>One thread does it all, so that reading, applying and going back to another place in the topic cannot overtake each other. It
 * starts without Kafka and without Redis, and waits for both: a {@link Membership} deals with what passes; one that cannot go on
 * is closed, and after a pause the next one begins where Redis stands.
 */
@ApplicationScoped
class Projector {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Broker broker;
    private final Projection projection;
    private final FeedMetrics metrics;
    private final FeedConfig config;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Membership membership;
    private Thread thread;

    Projector(Broker broker, Projection projection, FeedMetrics metrics, FeedConfig config) {
        this.broker = broker;
        this.projection = projection;
        this.metrics = metrics;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("projector").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        Membership current = membership;
        if (current != null) {
            current.wakeUp();
        }
        thread.join(LONGEST_STOP);
    }

    /** Whether this instance has partitions of the topic, knows where to read them, and does. */
    boolean isReading() {
        Membership current = membership;
        return current != null && current.isReading();
    }

    private void run() {
        var pause = new Pause(config.longestPause());
        while (isWanted()) {
            try {
                broker.createTopics();
                takePart(pause);
            } catch (KafkaException | ExecutionException failure) {
                Log.warnf("projector: Kafka away, will try again cause=%s", root(failure));
            } catch (RuntimeException unexpected) {
                Log.error("projector: broken, will begin again", unexpected);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                membership = null;
            }
            waitFor(pause.next());
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private void takePart(Pause pause) throws InterruptedException {
        try (var deadLetters = new DeadLetters(broker);
                var current = new Membership(broker, projection, deadLetters, metrics, config)) {
            membership = current;
            while (isWanted()) {
                current.turn();
                pause.reset();
            }
        }
    }

    private boolean isWanted() {
        return stop.getCount() > 0;
    }

    private void waitFor(Duration pause) {
        try {
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                Log.debug("projector: stopping");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
