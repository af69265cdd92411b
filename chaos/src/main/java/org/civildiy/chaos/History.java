package org.civildiy.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that clients did, in no particular order. It grows for as long as they work, so a run has to have an end. */
final class History {
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Map<Item, Item> items = new ConcurrentHashMap<>();

    void add(Operation operation) {
        operations.add(operation);
    }

    /** The same items, each kept once however often it was read. */
    List<Item> shared(List<Item> read) {
        return read.stream()
                .map(item -> items.computeIfAbsent(item, same -> same))
                .toList();
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }
}
