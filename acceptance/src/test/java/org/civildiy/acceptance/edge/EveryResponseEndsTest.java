package org.civildiy.acceptance.edge;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.client.Wire;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Instance;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every response ends, whatever the method and however the client leaves: the gateway uses a connection to an instance for one request
 * after the other, and a response without an end would be in the way of the next one.
 */
@AcceptanceTest
class EveryResponseEndsTest {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [2-5][0-9]{2} ");
    private static final String LIVE = "/api/activity-stream/live";
    private static final List<String> BESIDE_THE_API =
            List.of("/health", "/health/live", "/health/ready", "/metrics", "/openapi", "/docs/");

    private final Visitor visitor;
    private final Operator operator;

    EveryResponseEndsTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void a_request_behind_a_head_or_an_options_of_any_path_is_answered_on_the_same_connection(String service) {
        // Given
        var instance = operator.instances(service).getFirst();
        var wire = new Wire(URI.create("http://" + instance.address() + ":" + instance.port()));
        var first = Stream.concat(api(instance).stream(), BESIDE_THE_API.stream())
                .flatMap(path -> Stream.of("HEAD " + path, "OPTIONS " + path))
                .toList();
        // When
        var unanswered = first.stream()
                .filter(each -> statusLines(wire.pipelined(each, "GET /health/live")) < 2)
                .toList();
        // Then
        assertThat(first).hasSizeGreaterThan(2 * BESIDE_THE_API.size());
        assertThat(unanswered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void nobody_waits_behind_a_head_or_a_get_that_somebody_else_broke_off(String service) {
        // Given
        var gateway = new Wire(visitor.gateway());
        var paths = api(operator.instances(service).getFirst());
        // When
        for (var path : paths) {
            gateway.status("HEAD " + path);
            gateway.breakOff("GET " + path);
        }
        // Then
        assertThat(paths.stream()
                        .filter(path -> !path.equals(LIVE))
                        .flatMap(path -> IntStream.range(0, 5).mapToObj(time -> "GET " + path))
                        .filter(each -> !gateway.pipelined(each).matches("(?s)HTTP/1.1 [2-4].*")))
                .isEmpty();
    }

    private static long statusLines(String answers) {
        return STATUS_LINE.matcher(answers).results().count();
    }

    /** The paths of an instance's API, each with an id that does not exist where it takes one. */
    private static List<String> api(Instance instance) {
        return instance.get("/openapi?format=json").jsonPath().<String, Object>getMap("paths").keySet().stream()
                .map(path -> path.replaceAll("\\{[^}]+}", "0".repeat(24)))
                .toList();
    }
}
