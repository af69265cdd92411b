package org.civildiy.feed.redis;

import java.util.List;

/**
 * The keys of Redis, and what they hold. Only this class contains the names of the keys; the Lua scripts get them as arguments.
 *
 * <p>A feed is one activity stream: the list that clients read, and the keys from which the list is maintained. The name of a feed is
 * {@code global} or {@code user:<id>}. In the tables, "post" is the id of a post, and "a: b" is a field and its value, or a member and
 * its score.
 * <table>
 * <caption>Keys of each feed</caption>
 * <tr><td>{@code feed:activity:<name>}</td><td>LIST</td><td>the feed list: the items of the newest posts in the index, newest
 *     first</td></tr>
 * <tr><td>{@code feed:index:<name>}</td><td>ZSET</td><td>post: time of its last change, in ms. Holds up to twice as many posts as the
 *     list, so that the list can be filled up after a delete</td></tr>
 * <tr><td>{@code feed:items:<name>}</td><td>HASH</td><td>post: {@code <order> <item>}, for each post in the index</td></tr>
 * <tr><td>{@code feed:horizon:<name>}</td><td>STRING</td><td>{@code <time> <post>}, the newest post that was dropped from the full
 *     index. A post that is as old or older is not added again</td></tr>
 * </table>
 * <table>
 * <caption>Keys that exist once for all feeds</caption>
 * <tr><td>{@code feed:positions}</td><td>HASH</td><td>partition: offset of the last record that the feeds hold</td></tr>
 * <tr><td>{@code feed:deleted}</td><td>ZSET</td><td>post: time of its delete. Holds the latest deletes, so that an older change does not
 *     bring a deleted post back</td></tr>
 * <tr><td>{@code feed:deleted:orders}</td><td>HASH</td><td>post: order of its delete</td></tr>
 * <tr><td>{@code feed:streams}</td><td>SET</td><td>the names of all feeds that have any key</td></tr>
 * <tr><td>{@code feed:incomplete}</td><td>STRING</td><td>why the feeds have to be rebuilt from the topic; absent while they are
 *     complete</td></tr>
 * </table>
 * A rebuild writes new feeds to the same keys below {@code feed:rebuild:<run>:}. At its end they replace the feeds that clients read. The
 * following keys exist only once, and no rebuild replaces them:
 * <table>
 * <caption>Keys without a counterpart in a rebuild</caption>
 * <tr><td>{@code feed:live}</td><td>STREAM</td><td>the live log: the last changes of the global feed</td></tr>
 * <tr><td>{@code feed:counters}</td><td>HASH</td><td>events_applied, events_skipped, dead_letters, last_event_at (ms);
 *     rebuild_lost: of how many posts the last rebuild found no state</td></tr>
 * <tr><td>{@code feed:hold}</td><td>STRING</td><td>pauses the projection: exists during the last step of a rebuild, two seconds at
 *     most</td></tr>
 * <tr><td>{@code feed:rebuild}</td><td>STRING</td><td>the lease of a rebuild: the id of its run; expires</td></tr>
 * <tr><td>{@code feed:rebuild:progress}</td><td>STRING</td><td>how far the rebuild is, for operators; expires with the lease</td></tr>
 * <tr><td>{@code feed:rebuild:runs}</td><td>SET</td><td>the runs that may have left keys</td></tr>
 * <tr><td>{@code feed:rebuilds}</td><td>STRING</td><td>how many rebuilds were completed</td></tr>
 * </table>
 * The order of a change decides which of two changes of a post is newer. An order is a whole number below 2^53, so that a Lua number is
 * exact. Redis stores an order as the text that it was sent as. Posts with the same time are sorted by their ids.
 *
 * @param prefix the prefix of all keys
 */
public record FeedKeys(String prefix) {
    /** The feeds that clients read. */
    public static final FeedKeys READ = new FeedKeys("feed:");

    public static final String LIVE = "feed:live";
    public static final String COUNTERS = "feed:counters";
    public static final String HOLD = "feed:hold";
    public static final String REBUILD = "feed:rebuild";
    public static final String REBUILD_PROGRESS = "feed:rebuild:progress";
    public static final String REBUILD_RUNS = "feed:rebuild:runs";
    public static final String REBUILDS = "feed:rebuilds";

    /** The name of the feed of all users. */
    public static final String GLOBAL = "global";

    /** The part after the prefix in the key of the set with the names of all feeds. */
    public static final String FEEDS = "streams";

    /** The part after the prefix in the key of the offsets. */
    public static final String OFFSETS = "positions";

    /** The parts between the prefix and the feed's name in the keys of a feed. */
    public static final List<String> PARTS = List.of("activity:", "index:", "items:", "horizon:");

    /** The parts after the prefix in the keys that exist once for all feeds. */
    public static final List<String> SHARED = List.of(FEEDS, OFFSETS, "deleted", "deleted:orders", "incomplete");

    /** The feeds that a run of a rebuild writes. */
    public static FeedKeys ofRebuild(String run) {
        return new FeedKeys("feed:rebuild:" + run + ":");
    }

    /** The name of the feed of one user. */
    public static String ofUser(long userId) {
        return "user:" + userId;
    }

    /** Whether these are the feeds that clients read. */
    public boolean areRead() {
        return equals(READ);
    }

    public String list(String feed) {
        return prefix + "activity:" + feed;
    }

    public String index(String feed) {
        return prefix + "index:" + feed;
    }

    public String items(String feed) {
        return prefix + "items:" + feed;
    }

    public String horizon(String feed) {
        return prefix + "horizon:" + feed;
    }

    public String offsets() {
        return prefix + OFFSETS;
    }

    public String deleted() {
        return prefix + "deleted";
    }

    public String deletedOrders() {
        return prefix + "deleted:orders";
    }

    public String feeds() {
        return prefix + FEEDS;
    }

    public String incomplete() {
        return prefix + "incomplete";
    }

    /** All keys of one feed. */
    public Object[] ofFeed(String feed) {
        return PARTS.stream().map(part -> prefix + part + feed).toArray();
    }

    /** All keys that exist once for all feeds. */
    public Object[] shared() {
        return SHARED.stream().map(key -> prefix + key).toArray();
    }
}
