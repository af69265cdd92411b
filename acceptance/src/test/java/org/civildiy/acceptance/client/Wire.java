package org.civildiy.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** HTTP/1.1 on a plain socket, for requests that an HTTP client would refuse to send. */
public record Wire(URI gateway) {
    private static final byte[] PIECE = " ".repeat(1024).getBytes(ISO_8859_1);

    /** Sends a request line and header lines unchanged, and returns the whole response. */
    public String exchange(String requestLine, String... headers) {
        var request =
                new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: ").append(gateway.getAuthority());
        for (var header : headers) {
            request.append("\r\n").append(header);
        }
        request.append("\r\nConnection: close\r\n\r\n");
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Announces a body of this length and sends it in pieces until a response begins. The gateway forwards a response
     * between two reads of the body, so a client that sends nothing after its headers would wait for the gateway's timeout.
     */
    public Upload upload(String requestLine, int length) {
        var request = requestLine + " HTTP/1.1\r\nHost: " + gateway.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            for (int sent = 0; sent < length; sent += PIECE.length) {
                socket.getOutputStream().write(PIECE);
                var response = responseSoFar(socket);
                if (!response.isEmpty()) {
                    return new Upload(sent + PIECE.length, response);
                }
            }
            throw new AssertionError("no response to a body that was sent whole");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String responseSoFar(Socket socket) throws IOException {
        var response = new byte[4096];
        try {
            return new String(response, 0, Math.max(socket.getInputStream().read(response), 0), ISO_8859_1);
        } catch (SocketTimeoutException nothingYet) {
            return "";
        }
    }

    /** The bytes of the body that were sent when the response began, and the beginning of the response. */
    public record Upload(int sent, String response) {}

    public int status(String requestLine, String... headers) {
        return Integer.parseInt(exchange(requestLine, headers).split(" ", 3)[1]);
    }
}
