package org.civildiy.defaults.observability;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class PrometheusTextFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;q=0.5"})
    void metrics_are_prometheus_text(String accepted) {
        given().header("Accept", accepted)
                .when()
                .get("/metrics")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain; version=0.0.4"))
                .body(containsString("jvm_"));
    }
}
