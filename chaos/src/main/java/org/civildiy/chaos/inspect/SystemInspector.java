package org.civildiy.chaos.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import org.civildiy.chaos.client.GatewayClient;
import org.civildiy.chaos.client.TestUser;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.StreamItem;
import org.civildiy.chaos.time.Await;

/**
 * A reader of the final state. It waits until the system is at rest. Then it reads MongoDB, Kafka and Redis directly, and the lists of
 * posts through the gateway.
 */
public final class SystemInspector implements AutoCloseable {
    /** How long the system may take to come to rest. An event of a stopped instance may already wait 10 s for the end of a lease. */
    private static final Duration REST = Duration.ofMinutes(3);

    /** The system is at rest once nothing has changed for this time. */
    private static final Duration LASTING = Duration.ofSeconds(5);

    private static final int PAGE = 100;

    private final GatewayClient gateway;
    private final StoreReader store;
    private final TopicReader topic;
    private final RedisReader redis;

    /**
     * Connects to the stores of a running system.
     *
     * @param environment {@code stack.env} of the running system
     */
    public SystemInspector(GatewayClient gateway, Map<String, String> environment) {
        this.gateway = gateway;
        this.store = new StoreReader(environment.get("MONGODB_URL"));
        this.topic = new TopicReader(environment.get("KAFKA_HOST"));
        this.redis = new RedisReader(environment.get("REDIS_URL"));
    }

    /** Returns when no event waits in the store, the streams hold the whole topic, and nothing has changed for 5 s. */
    public void awaitRest() {
        var observed = new Object() {
            long end = -1;
            long since = System.nanoTime();
        };
        Await.until("no event waits, the streams hold the whole topic, and nothing changes", REST, () -> {
            long end = store.waiting() == 0 && lag() == 0 ? topic.end() : -1;
            if (end < 0 || end != observed.end) {
                observed.end = end;
                observed.since = System.nanoTime();
            }
            return System.nanoTime() - observed.since >= LASTING.toNanos();
        });
    }

    /** The number of posts with events that are not on the topic yet. */
    public long waiting() {
        return store.waiting();
    }

    /**
     * Reads every store.
     *
     * @param eventsDeleted whether a fault has deleted events from the topic
     */
    public FinalState read(List<TestUser> users, boolean eventsDeleted) {
        var listed = new LinkedHashMap<Long, List<String>>();
        var streams = new LinkedHashMap<String, List<StreamItem>>();
        streams.put(FinalState.GLOBAL, redis.stream(FinalState.GLOBAL));
        for (TestUser user : users) {
            listed.put(user.id(), listed(user));
            var own = FinalState.ofUser(user.id());
            streams.put(own, redis.stream(own));
        }
        var events = topic.read();
        return new FinalState(store.read(), listed, events, TopicReader.compacted(events), eventsDeleted, streams);
    }

    @Override
    public void close() {
        store.close();
        topic.close();
        redis.close();
    }

    private long lag() {
        var stats = gateway.get("/api/activity-stream/stats").body();
        return stats.path("consumer_lag").asLong(-1);
    }

    private List<String> listed(TestUser user) {
        var posts = new ArrayList<String>();
        JsonNode page;
        do {
            page = gateway.get("/api/posts?user_id=%d&limit=%d&skip=%d".formatted(user.id(), PAGE, posts.size()))
                    .body();
            page.forEach(post -> posts.add(post.path("id").asText()));
        } while (page.size() == PAGE);
        return posts;
    }
}
