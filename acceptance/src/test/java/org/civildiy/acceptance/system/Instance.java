package org.civildiy.acceptance.system;

import java.util.Arrays;
import java.util.List;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Instance of a service as Consul's catalog lists it. Requests go to it directly, not through the gateway. */
public record Instance(String id, String address, int port, List<String> tags) {

    public RequestSpecification request() {
        return given().baseUri("http://" + address).port(port).urlEncodingEnabled(false);
    }

    public Response get(String path) {
        return request().get(path);
    }

    /** The number of API requests that it has answered since its start. */
    public double requests() {
        return Arrays.stream(get("/metrics").asString().split("\n"))
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && line.contains("uri=\"/api"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
