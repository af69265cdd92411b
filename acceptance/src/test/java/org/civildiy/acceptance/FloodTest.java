package org.civildiy.acceptance;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

/** More logins at once than there is room for. How long others wait meanwhile is measured by {@code make bench-login}. */
@AcceptanceTest
class FloodTest {
    private static final int LOGINS = 200;

    private final Visitor visitor;

    FloodTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void the_surplus_is_told_to_come_back_and_everybody_else_is_served() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var together = new CountDownLatch(1);
        Callable<Response> login = () -> {
            together.await();
            return visitor.login(Visitor.unusedName() + "@example.com", Visitor.PASSWORD);
        };
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins = IntStream.range(0, LOGINS)
                    .mapToObj(i -> crowd.submit(login))
                    .toList();
            // When
            together.countDown();
            var others = IntStream.range(0, 20)
                    .mapToObj(i -> i % 2 == 0
                            ? visitor.get("/api/activity-stream").statusCode()
                            : ada.get("/api/auth/validate").statusCode())
                    .toList();
            // Then
            assertThat(others).containsOnly(200);
            assertThat(logins).extracting(Future::get).allSatisfy(FloodTest::isAnswered);
            assertThat(logins)
                    .extracting(answer -> answer.get().statusCode())
                    .contains(401)
                    .containsAnyOf(429, 503);
        }
    }

    private static void isAnswered(Response answer) {
        assertThat(answer.statusCode()).isIn(401, 429, 503);
        if (answer.statusCode() != 401) {
            answer.then().header("Retry-After", matchesPattern("[1-9]\\d*"));
        }
    }
}
