package org.civildiy.defaults.consul;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.fixture.SampleBackend;
import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@WithTestResource(value = ConsulForTests.class, scope = TestResourceScope.GLOBAL)
class RegistrationTest {
    @ConfigProperty(name = "CONSUL_HOST")
    String consulHost;

    @ConfigProperty(name = "CONSUL_PORT")
    int consulPort;

    @ConfigProperty(name = "registration.port")
    int port;

    @Inject
    @Readiness
    SampleBackend backend;

    Backends backends;

    @AfterEach
    void the_backend_is_back() {
        backend.isAway(false);
    }

    @Test
    void a_ready_instance_is_in_the_catalog_with_its_address_tags_and_checks() {
        // When
        awaitRegistered();
        // Then
        consul().get("/v1/health/service/service-defaults")
                .then()
                .body("", hasSize(1))
                .body("[0].Service.ID", equalTo("service-defaults-127-0-0-1-" + port))
                .body("[0].Service.Address", equalTo("127.0.0.1"))
                .body("[0].Service.Port", equalTo(port))
                .body("[0].Service.Tags", contains("sample.tag=a,b", "sample.other=Path(`/sample`)"))
                .body("[0].Checks.findAll { it.ServiceName }.Name.sort()", contains("alive", "ready"));
    }

    @Test
    void both_checks_pass_while_the_instance_serves() {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> consul().get("/v1/health/service/service-defaults?passing=true")
                        .then()
                        .body("", hasSize(1)));
    }

    @Test
    void an_instance_that_lacks_a_backend_has_a_warning_and_nothing_critical() {
        // Given
        awaitRegistered();
        // When
        backend.isAway(true);
        // Then
        await("the heartbeat")
                .atMost(10, SECONDS)
                .untilAsserted(() -> consul().get("/v1/health/service/service-defaults")
                        .then()
                        .body("[0].Checks.findAll { it.ServiceName }.Status.sort()", contains("passing", "warning")));
    }

    @Test
    void an_instance_that_consul_has_forgotten_registers_again() {
        // Given
        awaitRegistered();
        // When
        consul().put("/v1/agent/service/deregister/service-defaults-127-0-0-1-" + port);
        // Then
        awaitRegistered();
    }

    @Test
    void an_instance_that_consul_has_forgotten_registers_again_while_its_backend_is_away() {
        // Given
        awaitRegistered();
        backend.isAway(true);
        // When
        consul().put("/v1/agent/service/deregister/service-defaults-127-0-0-1-" + port);
        // Then
        awaitKnownToItsAgent();
    }

    @Test
    void an_instance_registers_again_when_consul_comes_back() {
        // Given
        awaitRegistered();
        // When
        backends.stop(Backend.CONSUL);
        given().get("/sample").then().statusCode(200);
        backends.restart(Backend.CONSUL);
        // Then
        awaitRegistered();
    }

    @Test
    void values_below_the_services_own_prefix_are_asked_for_and_no_others() {
        // Given
        consul().body("from Consul").put("/v1/kv/config/sample/feed.global-size");
        consul().body("from Consul").put("/v1/kv/config/sample/http/limit");
        consul().body("not for us").put("/v1/kv/config/sample-two/feed.global-size");
        // When
        var settings = ConsulKeyValues.configFor("sample", this::environment);
        // Then
        assertThat(settings)
                .containsEntry("quarkus.consul-config.enabled", "true")
                .containsEntry("quarkus.consul-config.agent.host-port", consulHost + ":" + consulPort)
                .containsEntry("quarkus.consul-config.agent.connection-timeout", "2S")
                .containsEntry("quarkus.consul-config.agent.read-timeout", "2S")
                .containsEntry("quarkus.consul-config.prefix", "config/sample")
                .containsEntry("quarkus.consul-config.raw-value-keys", "feed.global-size,http/limit");
    }

    @Test
    void without_values_in_consul_or_without_consul_the_defaults_hold() {
        // When
        var noValues = ConsulKeyValues.configFor("unheard-of", this::environment);
        var noConsul = ConsulKeyValues.configFor("sample", Map.of("CONSUL_HOST", "127.0.0.1", "CONSUL_PORT", "1")::get);
        // Then
        assertThat(noValues).isEmpty();
        assertThat(noConsul).isEmpty();
    }

    private String environment(String name) {
        return Map.of("CONSUL_HOST", consulHost, "CONSUL_PORT", Integer.toString(consulPort))
                .get(name);
    }

    /** The agent knows at once what was taken from it; the catalog follows. */
    private void awaitKnownToItsAgent() {
        await("registration")
                .atMost(15, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> consul().get("/v1/agent/service/service-defaults-127-0-0-1-" + port)
                        .then()
                        .statusCode(200));
    }

    private void awaitRegistered() {
        await("registration")
                .atMost(15, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> consul().get("/v1/catalog/service/service-defaults")
                        .then()
                        .body("", hasSize(1)));
    }

    private RequestSpecification consul() {
        return given().baseUri("http://" + consulHost).port(consulPort);
    }
}
