package org.civildiy.acceptance.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.awaitility.Awaitility.await;

/** Activity stream as clients read it. It follows writes with a delay, so tests wait for a post, with a limit. */
public final class ActivityStream {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Visitor reader;
    private final String path;

    private ActivityStream(Visitor reader, String path) {
        this.reader = reader;
        this.path = path;
    }

    public static ActivityStream global(Visitor reader) {
        return new ActivityStream(reader, "/api/activity-stream");
    }

    public static ActivityStream of(Member member) {
        return new ActivityStream(member, "/api/activity-stream/user");
    }

    /** The newest 100 items. */
    public List<Map<String, Object>> items() {
        return reader.get(path + "?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    public List<Map<String, Object>> itemsOf(String post) {
        return items().stream().filter(item -> post.equals(item.get("post_id"))).toList();
    }

    /** Waits until the stream has an item of this post that meets the condition, and returns it. */
    Map<String, Object> awaitItem(String post, Predicate<Map<String, Object>> expected) {
        return await("the item of post " + post)
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> itemsOf(post), items -> items.stream().anyMatch(expected))
                .stream()
                .filter(expected)
                .findFirst()
                .orElseThrow();
    }

    public Map<String, Object> awaitPost(String post) {
        return awaitItem(post, item -> true);
    }

    public Map<String, Object> awaitTitle(String post, String title) {
        return awaitItem(post, item -> title.equals(item.get("title")));
    }

    public void awaitDeleted(String post) {
        await("no item of post " + post)
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> itemsOf(post).isEmpty());
    }
}
