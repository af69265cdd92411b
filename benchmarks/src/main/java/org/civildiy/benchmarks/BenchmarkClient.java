package org.civildiy.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;

/** HTTP client of the gateway for one user, on one connection. A response with another status than expected ends the benchmark. */
final class BenchmarkClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;
    private String token = "";

    BenchmarkClient(URI address) {
        this.address = address;
    }

    /** Registers a new user and logs in. */
    void signIn() throws IOException, InterruptedException {
        var name = "bench-" + UUID.randomUUID();
        var email = name + "@example.com";
        register(name, name);
        var response = send("/api/auth/login", Map.of("email", email, "password", name), 200);
        token = json.readTree(response).required("access_token").asText();
    }

    /** Registers an account. */
    void register(String name, String password) throws IOException, InterruptedException {
        send("/api/auth/register", Map.of("email", name + "@example.com", "username", name, "password", password), 201);
    }

    /** Sends a login with a wrong password, and expects a 401. */
    void failToLogIn(String name) throws IOException, InterruptedException {
        send("/api/auth/login", Map.of("email", name + "@example.com", "password", "not the password"), 401);
    }

    /** Sends a login with a wrong password, and returns the status of the response. */
    int login(String name) throws IOException, InterruptedException {
        var body = json.writeValueAsBytes(Map.of("email", name + "@example.com", "password", "not the password"));
        var request = request("/api/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Creates a post and returns its id. */
    String post() throws IOException, InterruptedException {
        var draft = Map.of("title", "A post", "content", "x".repeat(200), "tags", new String[] {"bench"});
        return json.readTree(send("/api/posts", draft, 201)).required("id").asText();
    }

    /** Reads the first page of the global stream, as JSON text. */
    String stream() throws IOException, InterruptedException {
        return exchange(request("/api/activity-stream").GET(), 200);
    }

    @Override
    public void close() {
        http.close();
    }

    private String send(String path, Map<String, ?> body, int expected) throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        return exchange(request, expected);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
    }

    private String exchange(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException("%s answered %d and not %d: %s"
                    .formatted(response.uri(), response.statusCode(), expected, response.body()));
        }
        return response.body();
    }
}
