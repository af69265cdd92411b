package org.civildiy.acceptance.operation;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Answers;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

/** docs/contract.md sections 1 and 7: what an operator sees of each instance, in Consul and on its own port. */
@AcceptanceTest
class RegistrationTest {
    private final Visitor visitor;
    private final Operator operator;

    RegistrationTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void every_service_is_in_the_catalog_with_its_address_routes_and_check(String service) {
        // When
        var instances = operator.instances(service);
        // Then
        assertThat(instances).isNotEmpty().allSatisfy(instance -> {
            assertThat(instance.id()).startsWith(service).isNotEqualTo(service);
            assertThat(instance.tags()).contains("traefik.enable=true").anyMatch(tag -> tag.contains(".rule="));
            instance.get("/health/ready").then().statusCode(200);
        });
        operator.consul("/v1/health/checks/" + service).then().body("Status", everyItem(equalTo("passing")));
        await("Consul's check has requested readiness")
                .until(() -> operator.checks(service).stream().anyMatch(output -> output.contains("/health/ready")));
    }

    @Test
    void an_instance_that_consul_has_forgotten_registers_again() {
        // Given
        var instance = operator.instances("profile-service").getFirst();
        // When
        operator.deregister(instance.id());
        // Then
        await("profile-service is back in the catalog")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !operator.instances("profile-service").isEmpty());
        await("the gateway routes to it")
                .until(() -> visitor.get("/api/profile").statusCode() == 401);
    }

    @ParameterizedTest
    @CsvSource({
        "auth-service, PostgreSQL",
        "profile-service, PostgreSQL",
        "posts-service, MongoDB",
        "posts-service, Kafka",
        "feed-service, Redis",
        "feed-service, Kafka"
    })
    void readiness_names_each_backend(String service, String backend) {
        // Given
        var instance = operator.instances(service).getFirst();
        // When
        var ready = instance.get("/health/ready");
        // Then
        ready.then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.findAll { it.status == 'UP' }.name", hasItems(backend));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void every_instance_serves_health_metrics_and_openapi(String service) {
        // Given
        var instance = operator.instances(service).getFirst();
        // When
        var health = instance.get("/health");
        var live = instance.get("/health/live");
        var metrics = instance.get("/metrics");
        var openapi = instance.get("/openapi.json");
        var docs = instance.get("/docs/");
        // Then
        health.then().statusCode(200).body("status", equalTo("UP"));
        live.then().statusCode(200).body("status", equalTo("UP"));
        metrics.then()
                .statusCode(200)
                .contentType(matchesPattern("(text/plain|application/openmetrics-text);.*"))
                .body(containsString("# TYPE"));
        openapi.then().statusCode(200).body("openapi", startsWith("3.")).body("paths.size() > 0", equalTo(true));
        docs.then().statusCode(200).contentType(containsString("text/html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x", "-1", "0x1", "1 2", "99999999999999999999", "0.5"})
    void a_malformed_identity_is_a_401(String id) {
        // Given
        var instance = operator.instances("profile-service").getFirst();
        // When
        var response = instance.request().header("X-User-ID", id).get("/api/profile");
        // Then
        response.then().spec(Answers.problem(401));
    }

    @Test
    void a_value_in_consul_overrides_the_default() {
        // Given
        operator.assumeInControl();
        operator.putKeyValue("config/auth-service/PASSWORD_MIN_LENGTH", "12");
        try {
            // When
            operator.restart("auth-service");
            // Then
            var name = Visitor.unusedName();
            await("auth-service is routed to again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> visitor.get("/api/auth/validate").statusCode() == 401);
            visitor.register(name + "@example.com", name, "elevenchars").then().spec(invalid("password"));
            visitor.register(name + "@example.com", name, "twelve-chars").then().statusCode(201);
        } finally {
            operator.deleteKeyValue("config/auth-service/PASSWORD_MIN_LENGTH");
            operator.restart("auth-service");
            await("auth-service is routed to again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> visitor.get("/api/auth/validate").statusCode() == 401);
        }
    }

    @Test
    void an_instance_that_is_stopped_leaves_the_catalog() {
        // Given
        operator.assumeInControl();
        // When
        operator.stop("profile-service");
        // Then
        assertThat(operator.instances("profile-service")).isEmpty();
        operator.start("profile-service");
        await("profile-service is back")
                .atMost(Duration.ofSeconds(30))
                .until(() -> visitor.get("/api/profile").statusCode() == 401);
    }
}
