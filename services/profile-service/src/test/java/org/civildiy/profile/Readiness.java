package org.civildiy.profile;

import java.time.Duration;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;

/** Readiness of the service under test, which creates its tables in the background after its start. */
public final class Readiness {
    private Readiness() {}

    public static void awaitReadiness() {
        await("PostgreSQL and its tables")
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("/health/ready").statusCode() == 200);
    }
}
