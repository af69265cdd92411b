package org.civildiy.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** HTTP/1.1 byte by byte, for what no well-behaved client would send. */
record Wire(URI gateway) {

    /** Sends a request line and header lines as they are and gives the whole answer. */
    String exchange(String requestLine, String... headers) {
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

    int status(String requestLine, String... headers) {
        return Integer.parseInt(exchange(requestLine, headers).split(" ", 3)[1]);
    }
}
