package org.civildiy.feed.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.civildiy.feed.event.Batch;
import org.civildiy.feed.event.Change;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The arguments of {@code apply-batch.lua}: a JSON document that describes the batch, then the text of each change. These texts are not
 * part of the document, so that the items in them are neither escaped nor parsed.
 */
final class BatchDocument {
    /** The index of a feed holds this many times the posts of its list, so that the list can be filled up after deletes. */
    private static final int SURPLUS = 2;

    private final FeedKeys keys;
    private final FeedConfig config;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    /** The position of each feed in the document's array of feeds; the first one is 1, as in Lua. */
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private BatchDocument(FeedKeys keys, FeedConfig config) {
        this.keys = keys;
        this.config = config;
    }

    /** @param after the offsets that the batch continues from */
    static List<String> arguments(Batch batch, Map<Integer, Long> after, FeedKeys keys, FeedConfig config) {
        return new BatchDocument(keys, config).arguments(batch, after);
    }

    private List<String> arguments(Batch batch, Map<Integer, Long> after) {
        document.put("read_by_clients", keys.areRead());
        document.putObject("keys")
                .put("offsets", keys.offsets())
                .put("deleted", keys.deleted())
                .put("deleted_orders", keys.deletedOrders())
                .put("feeds", keys.feeds())
                .put("incomplete", keys.incomplete())
                .put("live", FeedKeys.LIVE)
                .put("counters", FeedKeys.COUNTERS)
                .put("hold", FeedKeys.HOLD);
        document.put("deleted_capacity", config.deletedSize());
        document.put("dead_letters", batch.deadLetters().size());
        partitions(batch, after);
        var feeds = document.putArray("feeds");
        place(FeedKeys.GLOBAL, feeds);
        var changes = document.putArray("changes");
        var texts = new ArrayList<String>();
        for (var change : batch.changes()) {
            add(change, changes, feeds);
            texts.add(change.text());
        }
        texts.addFirst(document.toString());
        return texts;
    }

    private void partitions(Batch batch, Map<Integer, Long> after) {
        var partitions = document.putArray("partitions");
        batch.ends()
                .forEach((partition, end) -> partitions
                        .addObject()
                        .put("partition", partition.toString())
                        .put("before", text(after.get(partition)))
                        .put("after", end.toString()));
    }

    private void add(Change change, ArrayNode changes, ArrayNode feeds) {
        var places = changes.addObject()
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("post", change.postId())
                .put("user", Long.toString(change.userId()))
                .put("order", Long.toString(change.order()))
                .put("time", Long.toString(change.time().toEpochMilli()))
                .putArray("feeds");
        change.feeds().forEach(feed -> places.add(place(feed, feeds)));
    }

    /** The position of the feed in the array; adds the feed when it is not there yet. */
    private int place(String feed, ArrayNode feeds) {
        return places.computeIfAbsent(feed, name -> {
            boolean global = name.equals(FeedKeys.GLOBAL);
            int size = global ? config.globalSize() : config.userSize();
            feeds.addObject()
                    .put("name", name)
                    .put("list", keys.list(name))
                    .put("index", keys.index(name))
                    .put("items", keys.items(name))
                    .put("horizon", keys.horizon(name))
                    .put("size", size)
                    .put("capacity", size * SURPLUS)
                    .put("live", global && keys.areRead());
            return feeds.size();
        });
    }

    private static String text(@Nullable Long offset) {
        return offset == null ? "" : offset.toString();
    }
}
