package org.civildiy.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import io.smallrye.mutiny.Uni;

/** Entries in memory, and the keys of those that were loaded. */
final class MemoryStore implements OutboxStore<MemoryStore.Entry> {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> loaded = new ArrayList<>();

    record Entry(String key, PendingEvents outbox) implements OutboxEntry<Entry> {
        @Override
        public Entry withOutbox(PendingEvents next) {
            return new Entry(key, next);
        }
    }

    /** Stores an entry with so many events, all of which have waited since then. */
    void add(String key, int events, String json, Instant since) {
        var pending = LongStream.rangeClosed(1, events)
                .mapToObj(version -> new OutboxEvent(version, json, null, since))
                .toList();
        entries.put(key, new Entry(key, new PendingEvents(pending, null)));
    }

    /** Leases an entry, as an instance does that then dies. */
    void lease(String key, Instant until) {
        entries.computeIfPresent(
                key, (same, entry) -> entry.withOutbox(entry.outbox().leased(until)));
    }

    PendingEvents outboxOf(String key) {
        return entries.get(key).outbox();
    }

    List<String> loaded() {
        return loaded;
    }

    @Override
    public Uni<List<String>> unleased(int most, Instant now, Instant latest) {
        return Uni.createFrom()
                .item(() -> entries.values().stream()
                        .filter(entry ->
                                !entry.outbox().isEmpty() && !entry.outbox().isHeld(now, latest))
                        .sorted(Comparator.comparing(
                                entry -> entry.outbox().events().getFirst().since()))
                        .limit(most)
                        .map(Entry::key)
                        .toList());
    }

    @Override
    public Uni<Optional<Entry>> load(String key) {
        return Uni.createFrom().item(() -> {
            loaded.add(key);
            return Optional.of(entries.get(key));
        });
    }

    @Override
    public Uni<Entry> replace(Entry before, Entry after) {
        return Uni.createFrom().item(() -> {
            if (!entries.replace(before.key(), before, after)) {
                throw new WriteConflict();
            }
            return after;
        });
    }

    @Override
    public Uni<Instant> time() {
        return Uni.createFrom().item(Instant.now());
    }

    @Override
    public Uni<Backlog> backlog() {
        return Uni.createFrom().item(Backlog.UNKNOWN);
    }
}
