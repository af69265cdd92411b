package org.civildiy.chaos.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.civildiy.chaos.history.Outcome;

/** An HTTP client of the gateway. It never repeats a request, because the history records each single request with its outcome. */
public final class GatewayClient implements AutoCloseable {
    static final String STREAM_POSITION = "X-Stream-Position";

    /** Longer than the gateway waits for a service, so that the gateway's own error response still arrives. */
    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    public GatewayClient(URI address) {
        this.address = address;
    }

    /**
     * An answer.
     *
     * @param status 0 when there was no answer
     * @param problem whether the answer is a service's problem details (RFC 9457)
     * @param position the header {@code X-Stream-Position}
     * @param etag the version in the header {@code ETag}; 0 when there is none
     */
    public record Answer(int status, boolean problem, Optional<String> position, long etag, JsonNode body) {
        private static final Answer NONE = new Answer(0, false, Optional.empty(), 0, MissingNode.getInstance());
        private static final int TOO_MANY = 429;

        public Outcome outcome() {
            if (status / 100 == 2) {
                return Outcome.ACKNOWLEDGED;
            }
            return status / 100 == 4 && (problem || status == TOO_MANY) ? Outcome.REFUSED : Outcome.UNKNOWN;
        }
    }

    /**
     * Sends one request and never repeats it.
     *
     * @param body sent as JSON; nothing is sent when it is empty
     */
    public Answer ask(String method, String path, Map<String, String> headers, Map<String, ?> body) {
        try {
            var request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(TIMEOUT)
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            headers.forEach(request::header);
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            return answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Answer.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }

    public Answer get(String path) {
        return ask("GET", path, Map.of(), Map.of());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        var headers = response.headers();
        String type = headers.firstValue("Content-Type").orElse("");
        return new Answer(
                response.statusCode(),
                type.startsWith("application/problem+json"),
                headers.firstValue(STREAM_POSITION),
                headers.firstValue("ETag").map(GatewayClient::version).orElse(0L),
                type.contains("json") ? body(response.body()) : MissingNode.getInstance());
    }

    private static JsonNode body(byte[] json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("an answer that is no JSON", e);
        }
    }

    private static long version(String etag) {
        return Long.parseLong(etag.replaceAll("[^0-9]", ""));
    }
}
