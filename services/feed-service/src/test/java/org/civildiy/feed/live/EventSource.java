package org.civildiy.feed.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A client of the live stream, that keeps what it is told. */
final class EventSource implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger heartbeats = new AtomicInteger();

    /** An event as it came over the wire; the name is empty where it has none. */
    record Told(String id, String name, String data) {}

    private EventSource(HttpRequest request) throws Exception {
        response = client.send(request, BodyHandlers.ofLines());
        Thread.ofVirtual().start(this::read);
    }

    static EventSource to(URI stream) throws Exception {
        return new EventSource(HttpRequest.newBuilder(stream).build());
    }

    /** One who heard of everything up to this event. */
    static EventSource to(URI stream, Told last) throws Exception {
        return new EventSource(HttpRequest.newBuilder(stream)
                .header("Last-Event-ID", last.id())
                .build());
    }

    HttpResponse<?> response() {
        return response;
    }

    /** What was told of a post, in its order. */
    List<Told> of(String post) {
        return told.stream().filter(each -> each.data().contains(post)).toList();
    }

    List<Told> all() {
        return List.copyOf(told);
    }

    int heartbeats() {
        return heartbeats.get();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void read() {
        var lines = new ArrayList<String>();
        try {
            response.body().forEach(line -> {
                if (!line.isEmpty()) {
                    lines.add(line);
                    return;
                }
                if (lines.stream().anyMatch(each -> each.startsWith(":"))) {
                    heartbeats.incrementAndGet();
                } else {
                    told.add(new Told(field(lines, "id"), field(lines, "event"), field(lines, "data")));
                }
                lines.clear();
            });
        } catch (RuntimeException cutOff) {
            // Whoever is cut off sees the same as at an end.
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).stripLeading())
                .findFirst()
                .orElse("");
    }
}
