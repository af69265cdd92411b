package org.civildiy.feed.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.feed.fixture.ExpectedItem;

/**
 * The streams as they must be, derived the simple way: from the events as they happened, each once and in order, with unbounded
 * memory.
 */
final class History {
    private final Map<String, Activity> live = new HashMap<>();

    /** The last activity of a post. */
    private record Activity(PostState post, String type, Instant time) {
        String json() {
            return ExpectedItem.json(post, type, time);
        }
    }

    void happened(PostEvent event) {
        String post = event.data().postId();
        String type = event.type().wireName();
        if (event.type() == PostEventType.DELETED) {
            live.remove(post);
        } else if (event.data().content().isPresent()) {
            live.put(post, new Activity(event.data(), type, event.timestamp()));
        } else {
            live.computeIfPresent(post, (id, known) -> new Activity(known.post(), type, event.timestamp()));
        }
    }

    List<String> global(int size) {
        return newest(live.values().stream().toList(), size);
    }

    List<String> ofUser(long user, int size) {
        return newest(
                live.values().stream()
                        .filter(each -> each.post().userId() == user)
                        .toList(),
                size);
    }

    private static List<String> newest(List<Activity> activities, int size) {
        var sorted = new ArrayList<>(activities);
        sorted.sort(Comparator.comparing(Activity::time)
                .thenComparing(each -> each.post().postId())
                .reversed());
        return sorted.stream().limit(size).map(Activity::json).toList();
    }
}
