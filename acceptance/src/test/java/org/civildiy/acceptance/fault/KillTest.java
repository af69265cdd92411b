package org.civildiy.acceptance.fault;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.WholeSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Whatever is killed comes back, and the whole system with it: nothing but the part that died is started again. */
@AcceptanceTest
class KillTest {
    private final Visitor visitor;
    private final Operator operator;
    private final ActivityStream stream;

    KillTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.stream = ActivityStream.global(visitor);
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
    @ValueSource(
            strings = {
                "auth-service",
                "profile-service",
                "posts-service",
                "feed-service",
                "postgres",
                "mongodb",
                "kafka",
                "redis",
                "consul",
                "traefik"
            })
    void after_kill_9_it_comes_back_by_itself_with_what_it_had_and_nothing_else_restarts(String component) {
        // Given
        var ada = visitor.becomesMember();
        ada.post("/api/profile", "{\"city\": \"Here\"}");
        var post = ada.posts("From before");
        stream.awaitPost(post);
        var before = operator.processes();
        // When
        operator.kill(component);
        // Then
        WholeSystem.awaitWorks(visitor);
        ada.get("/api/profile").then().body("city", equalTo("Here"));
        visitor.get("/api/posts/" + post).then().statusCode(200);
        visitor.login(ada.email(), Visitor.PASSWORD).then().statusCode(200);
        assertThat(ActivityStream.of(ada).itemsOf(post)).hasSize(1);
        var after = operator.processes();
        assertThat(after.get(component)).isNotEqualTo(before.get(component));
        assertThat(without(component, after)).isEqualTo(without(component, before));
    }

    private static Map<String, Long> without(String component, Map<String, Long> processes) {
        var others = new TreeMap<>(processes);
        others.remove(component);
        return others;
    }
}
