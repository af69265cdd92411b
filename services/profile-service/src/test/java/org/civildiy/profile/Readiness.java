package org.civildiy.profile;

import java.time.Duration;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;

/** The tables are made in the background, after the service has started. */
final class Readiness {
    private Readiness() {}

    static void awaitReadiness() {
        await("PostgreSQL and its tables")
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("/health/ready").statusCode() == 200);
    }
}
