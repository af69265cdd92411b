package org.civildiy.feed.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.redis.client.Redis;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.concurrent.Backoff;
import org.civildiy.defaults.concurrent.Deadline;
import org.civildiy.defaults.problem.Problems;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The live stream: publishes the changes of the global stream to the listeners of this instance, no matter which instance projected them.
 *
 * <p>One thread reads the live log in Redis and emits the entries in their order.
 * <ul>
 *   <li>Redis is unavailable: listeners get only heartbeats. When Redis is back, they get the entries that they have missed.</li>
 *   <li>A listener reconnects, here or at another instance, with the id of the last entry that it received: the entries after it, as far
 *       as the log holds them, come first. The log holds as many changes as the global stream has posts.</li>
 *   <li>A listener reads too slowly: it is disconnected, see {@link Listener}.</li>
 *   <li>This instance stops: the listeners' streams complete, and the clients reconnect to another instance.</li>
 * </ul>
 */
@ApplicationScoped
class LiveStream {
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final LiveLog log;
    private final FeedConfig config;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stop = new CountDownLatch(1);
    private LiveEntryId last;
    private Deadline nextHeartbeat = Deadline.after(Duration.ZERO);
    private Thread thread;

    LiveStream(@RedisClientName("projector") Redis redis, FeedConfig config, MeterRegistry registry) {
        this.log = new LiveLog(redis, config.timeout());
        this.config = config;
        Gauge.builder("feed.listeners", listeners, Set::size)
                .description("Listeners of the live stream at this instance")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("live").daemon().start(this::run);
    }

    /** Completes the listeners' streams before the service waits for requests in progress: these streams never end by themselves. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stop.countDown();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        thread.join(STOP_TIMEOUT);
    }

    /**
     * The changes from now on; when {@code after} is given, first the entries after it.
     *
     * @param after the last entry that the client has received; {@code null} for a new client
     * @param disconnect closes the listener's connection
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 when this instance has its maximum number of listeners
     */
    Multi<LiveEvent> listen(@Nullable LiveEntryId after, Runnable disconnect) {
        var listener = new Listener(after, disconnect);
        join(listener);
        return listener.events(log).onTermination().invoke(() -> listeners.remove(listener));
    }

    private synchronized void join(Listener listener) {
        if (listeners.size() >= config.listeners()) {
            throw Problems.unavailable("There are too many listeners. Try again in a few seconds.");
        }
        listener.emit(LiveEvent.HEARTBEAT);
        if (isStopping()) {
            listener.complete();
        } else {
            listeners.add(listener);
        }
    }

    private void run() {
        var pause = new Backoff(MAX_PAUSE);
        while (!isStopping()) {
            try {
                if (last == null) {
                    last = log.newest();
                }
                for (LiveEvent event : log.awaitAfter(last)) {
                    emit(event);
                    last = event.id();
                }
                pause.reset();
            } catch (RedisUnavailable failure) {
                Log.debugf("live: Redis unavailable, will try again cause=%s", failure.getCause());
                waitFor(pause.next());
            }
            if (nextHeartbeat.hasPassed()) {
                emit(LiveEvent.HEARTBEAT);
                nextHeartbeat = Deadline.after(config.heartbeat());
            }
        }
        completeAll();
    }

    /** Completes the streams of all listeners. {@link #join} takes the same monitor, so no listener joins meanwhile and is forgotten. */
    private synchronized void completeAll() {
        listeners.forEach(Listener::complete);
    }

    private void emit(LiveEvent event) {
        listeners.removeIf(listener -> !listener.emit(event));
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void waitFor(Duration pause) {
        try {
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                Log.debug("live: stopping");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }
}
