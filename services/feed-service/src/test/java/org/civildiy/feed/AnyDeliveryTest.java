package org.civildiy.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.vertx.redis.client.Command;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import org.civildiy.events.PostEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.Events.created;
import static org.civildiy.feed.Events.deleted;
import static org.civildiy.feed.Events.oldCreated;
import static org.civildiy.feed.Events.oldDeleted;
import static org.civildiy.feed.Events.oldUpdated;
import static org.civildiy.feed.Events.updated;

/**
 * However a history of events is delivered, the streams are those of the history itself: partitions in any interleaving, batches of
 * any size, events that come again later. Kept by every delivery is the order of the events of one post.
 */
class AnyDeliveryTest {
    private static final int CASES = 250;
    /** The same cases in every run; without it each run has its own, and tells its seed when one fails. */
    private static final String SEED = "20261125";

    private static final int USERS = 3;
    private static final int PARTITIONS = 4;
    private static final FeedConfig EVEN = new TestConfig(5, 2, 100);
    private static final FeedConfig SHORT_USERS = new TestConfig(6, 1, 100);
    private static final FeedConfig SHORT_GLOBAL = new TestConfig(2, 4, 100);

    /** Something that happens to a post, so many milliseconds after what happened before. */
    record Step(int post, boolean delete, int millis) {}

    @Property(tries = CASES, seed = SEED)
    void as_many_posts_as_are_kept(@ForAll("fewPosts") List<Step> steps, @ForAll Random chance) {
        check(history(steps, Integer.MAX_VALUE), EVEN, chance);
    }

    /** The global stream still holds posts that their users' streams had no room for. */
    @Property(tries = CASES, seed = SEED)
    void more_posts_than_users_streams_keep(@ForAll("manyPosts") List<Step> steps, @ForAll Random chance) {
        check(history(steps, SHORT_USERS.userSize()), SHORT_USERS, chance);
    }

    /** The users' streams still hold posts that the global one had no room for. */
    @Property(tries = CASES, seed = SEED)
    void more_posts_than_the_global_stream_keeps(@ForAll("manyPosts") List<Step> steps, @ForAll Random chance) {
        check(history(steps, SHORT_GLOBAL.globalSize()), SHORT_GLOBAL, chance);
    }

    /** Their order is their place in the topic, so that one that comes again is another one. */
    @Property(tries = CASES, seed = SEED)
    void events_of_the_old_system(@ForAll("fewPosts") List<Step> steps, @ForAll Random chance) {
        check(oldHistory(steps), EVEN, chance);
    }

    @Provide
    Arbitrary<List<Step>> fewPosts() {
        return steps(10);
    }

    @Provide
    Arbitrary<List<Step>> manyPosts() {
        return steps(60);
    }

    private static Arbitrary<List<Step>> steps(int posts) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, posts - 1),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    private static void check(List<PostEvent> history, FeedConfig config, Random chance) {
        // Given
        var expected = new History();
        history.forEach(expected::happened);
        var streams = new RealStreams(config);
        // When
        for (Batch batch : delivery(history, chance)) {
            streams.apply(batch);
            assertListsAreTheTopOfTheirIndex(config);
        }
        // Then
        assertThat(streams.global()).isEqualTo(expected.global(config.globalSize()));
        for (int user = 0; user < USERS; user++) {
            assertThat(streams.ofUser(user)).isEqualTo(expected.ofUser(user, config.userSize()));
        }
    }

    private static void assertListsAreTheTopOfTheirIndex(FeedConfig config) {
        for (String index : RealRedis.texts(Command.KEYS, "feed:index:*")) {
            String name = index.substring("feed:index:".length());
            int size = name.equals("global") ? config.globalSize() : config.userSize();
            var posts = RealRedis.texts(Command.ZRANGE, index, 0, size - 1, "REV");
            var items = RealRedis.texts(Command.LRANGE, "feed:activity:" + name, 0, -1);
            assertThat(items).hasSameSizeAs(posts);
            for (int i = 0; i < items.size(); i++) {
                assertThat(items.get(i)).startsWith("{\"post_id\":\"" + posts.get(i) + "\"");
            }
        }
    }

    /** With no more deletes than an index has posts to spare: beyond that a list may be shorter than it could be. */
    private static List<PostEvent> history(List<Step> steps, int deletes) {
        var versions = new HashMap<Integer, Integer>();
        int deleted = 0;
        var history = new ArrayList<PostEvent>();
        long now = 0;
        for (Step step : steps) {
            now += step.millis();
            int version = versions.getOrDefault(step.post(), 0) + 1;
            int user = step.post() % USERS;
            if (version <= 0) {
                continue;
            }
            if (version == 1) {
                history.add(created(id(step), user, now));
            } else if (!step.delete()) {
                history.add(updated(id(step), user, version, now));
            } else if (deleted++ < deletes) {
                history.add(deleted(id(step), user, version, now));
                version = Integer.MIN_VALUE;
            } else {
                continue;
            }
            versions.put(step.post(), version);
        }
        return history;
    }

    private static List<PostEvent> oldHistory(List<Step> steps) {
        var history = new ArrayList<PostEvent>();
        var live = new HashMap<Integer, Boolean>();
        long now = 0;
        for (Step step : steps) {
            now += step.millis();
            int user = step.post() % USERS;
            if (!live.containsKey(step.post())) {
                history.add(oldCreated(id(step), user, now));
            } else {
                history.add(step.delete() ? oldDeleted(id(step), user, now) : oldUpdated(id(step), user, now));
            }
            live.put(step.post(), true);
        }
        return history;
    }

    private static String id(Step step) {
        return "post%02d".formatted(step.post());
    }

    /** The history as a reader of the topic may see it. */
    private static List<Batch> delivery(List<PostEvent> history, Random chance) {
        var logs = logs(history, chance);
        var offsets = new long[PARTITIONS];
        var batches = new ArrayList<Batch>();
        while (!logs.isEmpty()) {
            var changes = new ArrayList<Change>();
            var ends = new TreeMap<Integer, Long>();
            for (int size = 1 + chance.nextInt(12); size > 0 && !logs.isEmpty(); size--) {
                int partition = new ArrayList<>(logs.keySet()).get(chance.nextInt(logs.size()));
                var log = logs.get(partition);
                changes.add(Change.of(log.removeFirst(), offsets[partition]));
                ends.put(partition, offsets[partition]++);
                if (log.isEmpty()) {
                    logs.remove(partition);
                }
            }
            batches.add(new Batch(changes, List.of(), ends));
        }
        return batches;
    }

    /** What each partition holds: the events of its posts in their order, and some of them once more, later. */
    private static Map<Integer, List<PostEvent>> logs(List<PostEvent> history, Random chance) {
        var logs = new TreeMap<Integer, List<PostEvent>>();
        for (PostEvent event : history) {
            int partition = Math.floorMod(event.data().postId().hashCode(), PARTITIONS);
            var log = logs.computeIfAbsent(partition, none -> new ArrayList<>());
            log.add(event);
            var again = log.get(chance.nextInt(log.size()));
            if (again.version().isPresent() && chance.nextInt(3) == 0) {
                log.add(again);
            }
        }
        return logs;
    }
}
