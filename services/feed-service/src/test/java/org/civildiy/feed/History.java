package org.civildiy.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;

/**
 * What the streams must show, worked out the simple way: from the events as they happened, each once and in order, with all the
 * memory in the world.
 */
final class History {
    private final Map<String, Item> live = new HashMap<>();

    void happened(PostEvent event) {
        String post = event.data().postId();
        if (event.type() == PostEventType.DELETED) {
            live.remove(post);
        } else if (event.data().content().content() != null) {
            live.put(post, Item.of(event));
        } else {
            live.computeIfPresent(post, (id, item) -> touched(item, event));
        }
    }

    List<String> global(int size) {
        return newest(live.values().stream().toList(), size);
    }

    List<String> ofUser(long user, int size) {
        return newest(
                live.values().stream().filter(item -> item.userId() == user).toList(), size);
    }

    private static List<String> newest(List<Item> items, int size) {
        var sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(Item::timestamp)
                .thenComparing(Item::postId)
                .reversed());
        return sorted.stream().limit(size).map(Item::json).toList();
    }

    private static Item touched(Item item, PostEvent event) {
        return new Item(
                item.postId(),
                item.userId(),
                item.username(),
                event.type().wireName(),
                event.timestamp(),
                item.title(),
                item.content(),
                item.tags());
    }
}
