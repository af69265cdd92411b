package org.civildiy.acceptance.fault;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

/** More concurrent logins than auth-service accepts. {@code make bench-login} measures the latency of other requests meanwhile. */
@AcceptanceTest
class FloodTest {
    private static final int LOGINS = 200;

    private final Visitor visitor;

    FloodTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void excess_logins_get_a_retry_after_and_other_requests_are_served() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var start = new CountDownLatch(1);
        Callable<Response> login = () -> {
            start.await();
            return visitor.login(Visitor.unusedName() + "@example.com", Visitor.PASSWORD);
        };
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins = IntStream.range(0, LOGINS)
                    .mapToObj(i -> clients.submit(login))
                    .toList();
            // When
            start.countDown();
            var others = IntStream.range(0, 20)
                    .mapToObj(i -> i % 2 == 0
                            ? visitor.get("/api/activity-stream").statusCode()
                            : ada.get("/api/auth/validate").statusCode())
                    .toList();
            // Then
            assertThat(others).containsOnly(200);
            assertThat(logins).extracting(Future::get).allSatisfy(FloodTest::isDeniedOrRefused);
            assertThat(logins)
                    .extracting(response -> response.get().statusCode())
                    .contains(401)
                    .containsAnyOf(429, 503);
        }
    }

    private static void isDeniedOrRefused(Response response) {
        assertThat(response.statusCode()).isIn(401, 429, 503);
        if (response.statusCode() != 401) {
            response.then().header("Retry-After", matchesPattern("[1-9]\\d*"));
        }
    }
}
