package org.civildiy.acceptance;

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

/** A client of the live stream, that keeps what it is told. */
final class Listening implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** An event as it came over the wire; the name is empty where it has none. */
    record Told(String id, String name, String data) {}

    private Listening(HttpRequest request) throws Exception {
        response = client.send(request, BodyHandlers.ofLines());
        Thread.ofVirtual().start(this::readToTheEnd);
    }

    /** At a gateway or an instance; with the last event that one knows of, or from now on. */
    static Listening at(URI address, @Nullable Told last) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve("/api/activity-stream/live"));
        if (last != null) {
            request.header("Last-Event-ID", last.id());
        }
        return new Listening(request.build());
    }

    HttpResponse<?> response() {
        return response;
    }

    /** What was told of a post, in its order. */
    List<Told> of(String post) {
        return told.stream().filter(each -> each.data().contains(post)).toList();
    }

    /** Waits until so much was told of a post. */
    List<Told> awaitTold(String post, int events) {
        return await("what is told of " + post).atMost(PATIENCE).until(() -> of(post), all -> all.size() >= events);
    }

    /** Completes when the stream has ended as it should; fails when it was broken off. */
    CompletableFuture<Void> end() {
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
        } catch (RuntimeException brokenOff) {
            end.completeExceptionally(brokenOff);
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
                told.add(new Told(field(lines, "id"), field(lines, "event"), field(lines, "data")));
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
