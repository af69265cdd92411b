package org.civildiy.checks.gateway;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway makes of requests that HTTP does not allow, and what operators are told of them. */
class MalformedRequestTest {
    private static final Pattern ALERT =
            Pattern.compile("alert: GatewayErrors\\n\\s+expr: >-\\n\\s+sum\\(rate\\(.*code=~\"([^\"]+)\"");

    @TempDir
    private static Path directory;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.onItsOwnFile(directory, Map.of(), Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** The gateway answers a body that cannot be read with 500, although the client sent it. */
    @Test
    void a_malformed_chunk_wakes_nobody() {
        // Given
        String alert = alert();
        // When
        String response = gateway.exchange("127.0.0.1", """
                POST /api/auth/login HTTP/1.1\r
                Host: localhost\r
                Transfer-Encoding: chunked\r
                \r
                zz\r
                """);
        // Then
        assertThat(response).startsWith("HTTP/1.1 500").contains("Connection: close");
        assertThat("500").doesNotMatch(alert);
        assertThat("502 503 504".split(" ", -1)).allMatch(code -> code.matches(alert));
    }

    /** RFC 9112, section 6.1. The gateway keeps the connection, which it should close: there is no option for it. */
    @Test
    void of_a_request_with_two_lengths_the_chunks_count_and_the_other_goes_no_further() {
        // When
        String response = gateway.exchange("127.0.0.1", """
                POST /api/auth/login HTTP/1.1\r
                Host: localhost\r
                Content-Length: 3\r
                Transfer-Encoding: chunked\r
                \r
                5\r
                hello\r
                0\r
                \r
                GET /api/posts HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                \r
                """);
        // Then
        assertThat(response.split("HTTP/1.1 200", -1)).hasSize(3);
        assertThat(response).contains("Transfer-encoding=[chunked]").doesNotContain("Content-length=[");
    }

    /** The status codes that the critical alert on the gateway counts. */
    private static String alert() {
        var found = ALERT.matcher(Yaml.text(Project.ROOT.resolve("deploy/monitoring/rules.yml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
