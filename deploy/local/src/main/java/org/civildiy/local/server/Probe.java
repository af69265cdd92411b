package org.civildiy.local.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Probes of servers on this machine, with a timeout of a second. */
public final class Probe {
    private static final int TIMEOUT_MS = 1000;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
            .build();

    private Probe() {}

    /** The first {@code length} bytes of the answer to a request; an empty array when the answer is missing or shorter. */
    public static byte[] answer(int port, byte[] question, int length) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(question);
            socket.getOutputStream().flush();
            byte[] answer = new byte[length];
            new DataInputStream(socket.getInputStream()).readFully(answer);
            return answer;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Whether a server accepts connections at this port. No request is sent. */
    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The body of a 200 answer; empty when there is another answer or none. */
    public static Optional<String> get(int port, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofMillis(TIMEOUT_MS))
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return Optional.of(response).filter(ok -> ok.statusCode() == 200).map(HttpResponse::body);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
