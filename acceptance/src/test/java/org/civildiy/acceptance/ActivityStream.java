package org.civildiy.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.awaitility.Awaitility.await;

/** The stream as its readers see it: a post gets there a moment after its write was answered, so one waits for it. */
final class ActivityStream {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Visitor reader;
    private final String path;

    private ActivityStream(Visitor reader, String path) {
        this.reader = reader;
        this.path = path;
    }

    static ActivityStream global(Visitor reader) {
        return new ActivityStream(reader, "/api/activity-stream");
    }

    static ActivityStream of(Member member) {
        return new ActivityStream(member, "/api/activity-stream/user");
    }

    /** The newest hundred. */
    List<Map<String, Object>> items() {
        return reader.get(path + "?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    List<Map<String, Object>> itemsOf(String post) {
        return items().stream().filter(item -> post.equals(item.get("post_id"))).toList();
    }

    /** Waits until the stream tells of the post what it should, and gives that item. */
    Map<String, Object> awaitItem(String post, Predicate<Map<String, Object>> expected) {
        return await("the stream tells of " + post)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> itemsOf(post), items -> items.stream().anyMatch(expected))
                .stream()
                .filter(expected)
                .findFirst()
                .orElseThrow();
    }

    Map<String, Object> awaitPost(String post) {
        return awaitItem(post, item -> true);
    }

    Map<String, Object> awaitTitle(String post, String title) {
        return awaitItem(post, item -> title.equals(item.get("title")));
    }

    void awaitGone(String post) {
        await("the stream has forgotten " + post)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> itemsOf(post).isEmpty());
    }
}
