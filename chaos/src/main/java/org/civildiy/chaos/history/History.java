package org.civildiy.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All operations of a run, in no particular order. All are kept in memory, so the length of a run is limited. */
public final class History {
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Map<StreamItem, StreamItem> items = new ConcurrentHashMap<>();

    public void add(Operation operation) {
        operations.add(operation);
    }

    /** Equal items as one shared object, to save memory: most items are read many times. */
    public List<StreamItem> shared(List<StreamItem> read) {
        return read.stream()
                .map(item -> items.computeIfAbsent(item, same -> same))
                .toList();
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }
}
