package org.civildiy.acceptance.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.WholeSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.lessThan;

/** A part that accepts and then says nothing holds up nobody for long, and nobody gets past it. */
@AcceptanceTest
class HangTest {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Visitor visitor;
    private final Operator operator;

    HangTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @BeforeEach
    void everything_works() {
        operator.assumeInControl();
        WholeSystem.awaitWorks(visitor);
    }

    @AfterEach
    void everything_works_again() {
        operator.restoreAll();
        WholeSystem.awaitWorks(visitor);
    }

    @ParameterizedTest
    @CsvSource({"postgres, /api/profile", "mongodb, /api/posts", "redis, /api/activity-stream"})
    void a_backend_that_hangs_hangs_nobody(String backend, String path) {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.freeze(backend);
        try {
            // Then
            ada.get(path).then().spec(problem(503)).time(lessThan(PATIENCE_MILLIS));
        } finally {
            operator.thaw(backend);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "consul"})
    void a_part_that_hangs_and_that_no_request_needs_is_not_noticed(String part) {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.freeze(part);
        try {
            // Then
            var post = ada.post("/api/posts", "{\"title\": \"t\", \"content\": \"c\"}");
            post.then().statusCode(201).time(lessThan(PATIENCE_MILLIS));
            visitor.get("/api/posts/" + post.path("id")).then().statusCode(200);
            visitor.get("/api/activity-stream").then().statusCode(200).time(lessThan(PATIENCE_MILLIS));
            visitor.becomesMember().post("/api/profile", "{}").then().statusCode(201);
        } finally {
            operator.thaw(part);
        }
    }

    @Test
    void while_auth_service_hangs_nobody_passes_for_somebody() {
        // Given
        var ada = visitor.becomesMember();
        // When
        operator.freeze("auth-service");
        try {
            // Then
            assertThat(ada.get("/api/profile").statusCode()).isBetween(502, 504);
            assertThat(ada.delete("/api/posts/ffffffffffffffffffffffff").statusCode())
                    .isBetween(502, 504);
            visitor.get("/api/posts").then().statusCode(200);
        } finally {
            operator.thaw("auth-service");
        }
    }
}
