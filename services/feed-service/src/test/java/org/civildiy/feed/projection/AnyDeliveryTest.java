package org.civildiy.feed.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.projection.Projection.Outcome.OffsetMismatch;
import org.civildiy.feed.rebuild.MemoryLog;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.oldCreated;
import static org.civildiy.feed.fixture.Events.oldDeleted;
import static org.civildiy.feed.fixture.Events.oldUpdated;
import static org.civildiy.feed.fixture.Events.updated;

/**
 * However a history of events is delivered, the streams are those of the history itself: partitions in any interleaving, batches of
 * any size, events that come again later, readers that begin again where they were long ago, streams that are built anew at any
 * point, a Redis that is emptied. Kept by every delivery is the order of the events of one post.
 */
class AnyDeliveryTest {
    private static final int CASES = 250;
    /** The same cases in every run; without it each run has its own, and tells its seed when one fails. */
    private static final String SEED = "20261125";

    private static final int USERS = 3;
    private static final int PARTITIONS = 4;
    private static final int SMALL_SURVEY = 3;
    private static final FeedConfig EVEN = new TestConfig(5, 2, 100);
    private static final FeedConfig SHORT_USERS = new TestConfig(6, 1, 100);
    private static final FeedConfig SHORT_GLOBAL = new TestConfig(2, 4, 100);

    /** Something that happens to a post, so many milliseconds after what happened before. */
    record Step(int post, boolean delete, int millis) {}

    @Property(tries = CASES, seed = SEED)
    void as_many_posts_as_are_kept(@ForAll("fewPosts") List<Step> steps, @ForAll Random chance) {
        check(history(steps), EVEN, chance);
    }

    /** The global stream still holds posts that their users' streams had no room for. */
    @Property(tries = CASES, seed = SEED)
    void more_posts_than_users_streams_keep(@ForAll("manyPosts") List<Step> steps, @ForAll Random chance) {
        check(history(steps), SHORT_USERS, chance);
    }

    /** The users' streams still hold posts that the global one had no room for. */
    @Property(tries = CASES, seed = SEED)
    void more_posts_than_the_global_stream_keeps(@ForAll("manyPosts") List<Step> steps, @ForAll Random chance) {
        check(history(steps), SHORT_GLOBAL, chance);
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
        var log = log(history, chance);
        var streams = new RealStreams(config, log);
        // When
        while (log.hasMore()) {
            var batch = log.next(1 + chance.nextInt(12), chance);
            streams.apply(batch);
            assertListsAreTheTopOfTheirIndex(config);
            switch (chance.nextInt(16)) {
                case 0 -> assertThat(streams.applyAsOneWhoHasSlept(batch)).isEqualTo(new OffsetMismatch());
                case 1 -> streams.rebuild(SMALL_SURVEY);
                case 2 -> {
                    RealRedis.empty();
                    streams.rebuild(SMALL_SURVEY);
                }
                default -> streams.rebuildIfIncomplete(SMALL_SURVEY);
            }
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

    private static List<PostEvent> history(List<Step> steps) {
        var versions = new HashMap<Integer, Integer>();
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
            } else {
                history.add(deleted(id(step), user, version, now));
                version = Integer.MIN_VALUE;
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

    /** What each partition holds: the events of its posts in their order, and some of them once more, later. */
    private static MemoryLog log(List<PostEvent> history, Random chance) {
        var log = new MemoryLog();
        var partitions = new TreeMap<Integer, List<PostEvent>>();
        for (PostEvent event : history) {
            int partition = Math.floorMod(event.data().postId().hashCode(), PARTITIONS);
            log.append(partition, event);
            var before = partitions.computeIfAbsent(partition, none -> new ArrayList<>());
            before.add(event);
            var again = before.get(chance.nextInt(before.size()));
            if (again.version().isPresent() && chance.nextInt(3) == 0) {
                log.append(partition, again);
            }
        }
        return log;
    }
}
