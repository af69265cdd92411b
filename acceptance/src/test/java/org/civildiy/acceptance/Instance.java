package org.civildiy.acceptance;

import java.util.Arrays;
import java.util.List;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** One instance of a service as Consul knows it, asked directly and not through the gateway. */
record Instance(String id, String address, int port, List<String> tags) {

    RequestSpecification request() {
        return given().baseUri("http://" + address).port(port).urlEncodingEnabled(false);
    }

    Response get(String path) {
        return request().get(path);
    }

    /** Requests for the API that it has answered. */
    double requests() {
        return Arrays.stream(get("/metrics").asString().split("\n"))
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && line.contains("uri=\"/api"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
