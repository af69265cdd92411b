package org.civildiy.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** The service starts without Kafka: it is alive, and it serves the streams that Redis holds. */
@QuarkusTest
@TestProfile(StartWithoutKafkaTest.KafkaUnavailable.class)
class StartWithoutKafkaTest {

    @Test
    void a_service_that_starts_without_kafka_is_alive() {
        // When
        var health = when().get("/health/live");
        // Then
        health.then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'projector' }.status", equalTo("UP"));
    }

    @Test
    void a_service_that_starts_without_kafka_is_ready_and_serves_the_streams() {
        // Given
        when().get("/health/ready").then().statusCode(200).body("checks.name", hasItem("Kafka"));
        // When
        var page = when().get("/api/activity-stream");
        // Then
        page.then().statusCode(200).body("total", equalTo(0));
    }

    /** Starts the service with the address of a broker that does not run. */
    public static class KafkaUnavailable implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RedisAlone.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** A Redis, and a port on which no broker listens. */
    public static class RedisAlone implements QuarkusTestResourceLifecycleManager {
        private static final String NO_BROKER = "127.0.0.1:1";

        private Backends backends;

        @Override
        public Map<String, String> start() {
            backends = Backends.start(Backend.REDIS);
            var environment = new HashMap<>(backends.environment());
            environment.put("KAFKA_HOST", NO_BROKER);
            return environment;
        }

        @Override
        public void stop() {
            backends.close();
        }
    }
}
