package org.civildiy.acceptance.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/** Client of the live stream (server-sent events). It keeps the events that it receives. */
public final class Listening implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final List<Event> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** A server-sent event; the name is empty where the event has none. */
    public record Event(String id, String name, String data) {}

    private Listening(HttpRequest request) throws Exception {
        response = client.send(request, BodyHandlers.ofLines());
        Thread.ofVirtual().start(this::readToTheEnd);
    }

    /** Connects to a gateway or an instance. It receives what follows the last event, or without one what follows now. */
    public static Listening at(URI address, @Nullable Event last) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve("/api/activity-stream/live"));
        if (last != null) {
            request.header("Last-Event-ID", last.id());
        }
        return new Listening(request.build());
    }

    public HttpResponse<?> response() {
        return response;
    }

    /** The events of a post in the order in which they arrived. */
    public List<Event> of(String post) {
        return received.stream().filter(each -> each.data().contains(post)).toList();
    }

    /** Waits until this many events of a post have arrived. */
    public List<Event> awaitEvents(String post, int count) {
        return await("events of post " + post).atMost(TIMEOUT).until(() -> of(post), all -> all.size() >= count);
    }

    /** Completes when the server has ended the stream; fails when the connection broke. */
    public CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void readToTheEnd() {
        try {
            read();
            end.complete(null);
        } catch (RuntimeException brokenConnection) {
            end.completeExceptionally(brokenConnection);
        }
    }

    private void read() {
        var lines = new ArrayList<String>();
        response.body().forEach(line -> {
            if (!line.isEmpty()) {
                lines.add(line);
                return;
            }
            if (lines.stream().noneMatch(each -> each.startsWith(":"))) {
                received.add(new Event(field(lines, "id"), field(lines, "event"), field(lines, "data")));
            }
            lines.clear();
        });
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).stripLeading())
                .findFirst()
                .orElse("");
    }
}
