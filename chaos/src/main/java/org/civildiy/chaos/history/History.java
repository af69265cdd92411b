package org.civildiy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All operations of a run, in no particular order. It grows for as long as clients work, so a run has to have an end. */
public final class History {
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Map<StreamItem, StreamItem> items = new ConcurrentHashMap<>();

    public void add(Operation operation) {
        operations.add(operation);
    }

    /** The same items, each kept once however often it was read. */
    public List<StreamItem> shared(List<StreamItem> read) {
        return read.stream()
                .map(item -> items.computeIfAbsent(item, same -> same))
                .toList();
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }
}
