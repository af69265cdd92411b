package org.civildiy.feed;

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

import org.civildiy.defaults.problem.Problems;

/**
 * Tells everybody who listens at this instance what happens in the global stream, whichever instance projected it.
 *
 * <p>One thread waits at the log in Redis and passes on what comes, in its order.
 * <ul>
 *   <li>Redis away: listeners get heartbeats only, and what they missed when it is back.</li>
 *   <li>A listener comes back, here or at another instance, with the last position that arrived: what the log still holds after
 *       it comes first. It holds as many changes as the global stream has posts.</li>
 *   <li>A listener reads too slowly: is cut off, see {@link Listener}.</li>
 *   <li>This instance stops: listeners' streams end, and they come back to another one.</li>
 * </ul>
 */
@ApplicationScoped
class LiveStream {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final LiveLog log;
    private final FeedConfig config;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stop = new CountDownLatch(1);
    private LivePosition last;
    private long nextHeartbeat = System.nanoTime();
    private Thread thread;

    LiveStream(@RedisClientName("projector") Redis redis, FeedConfig config, MeterRegistry registry) {
        this.log = new LiveLog(redis, config.patience());
        this.config = config;
        Gauge.builder("feed.listeners", listeners, Set::size)
                .description("Who listens to the live stream at this instance")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("live").daemon().start(this::run);
    }

    /** Before the service waits for the requests that are under way: these would never end. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stop.countDown();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        thread.join(LONGEST_STOP);
    }

    /**
     * What happens from now on, or after a position.
     *
     * @param cutOff ends the connection of who listens
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 when as many listen as may
     */
    Multi<LiveEvent> listen(@Nullable LivePosition after, Runnable cutOff) {
        var listener = new Listener(after, cutOff);
        join(listener);
        return listener.events(log).onTermination().invoke(() -> listeners.remove(listener));
    }

    private synchronized void join(Listener listener) {
        if (listeners.size() >= config.listeners()) {
            throw Problems.unavailable("Too many listen already. Try again in a few seconds.");
        }
        listener.tell(LiveEvent.HEARTBEAT);
        if (isStopping()) {
            listener.end();
        } else {
            listeners.add(listener);
        }
    }

    private void run() {
        var pause = new Pause(LONGEST_PAUSE);
        while (!isStopping()) {
            try {
                if (last == null) {
                    last = log.newest();
                }
                for (LiveEvent event : log.awaitAfter(last)) {
                    tell(event);
                    last = event.position();
                }
                pause.reset();
            } catch (RedisAway away) {
                Log.debugf("live: Redis away, will try again cause=%s", away.getCause());
                waitFor(pause.next());
            }
            if (System.nanoTime() - nextHeartbeat >= 0) {
                tell(LiveEvent.HEARTBEAT);
                nextHeartbeat = System.nanoTime() + config.heartbeat().toNanos();
            }
        }
        endAll();
    }

    /** Nobody joins in between: see {@link #join}. */
    private synchronized void endAll() {
        listeners.forEach(Listener::end);
    }

    private void tell(LiveEvent event) {
        listeners.removeIf(listener -> !listener.tell(event));
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
