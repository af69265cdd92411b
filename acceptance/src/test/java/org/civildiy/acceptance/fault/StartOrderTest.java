package org.civildiy.acceptance.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.WholeSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Services and backends start in any order, and come back in any order; nobody has to start anything again. */
@AcceptanceTest
class StartOrderTest {
    private static final List<String> SERVICES =
            List.of("auth-service", "profile-service", "posts-service", "feed-service");
    private static final List<String> BACKENDS = List.of("consul", "redis", "kafka", "mongodb", "postgres");
    private static final String GATEWAY = "traefik";

    /** The seed of an order that is the same in every run. */
    private static final long ANY = 2_611_251;

    private final Visitor visitor;
    private final Operator operator;

    StartOrderTest(Visitor visitor, Operator operator) {
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

    @Test
    void services_first_and_backends_last() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("From before");
        ActivityStream.of(ada).awaitPost(post);
        operator.stopTogether(all());
        // When
        operator.begin(GATEWAY);
        SERVICES.forEach(operator::begin);
        SERVICES.forEach(service -> await(service + " runs without any backend")
                .atMost(WholeSystem.HEALING)
                .until(() -> operator.isAlive(service)));
        assertThat(SERVICES).noneMatch(operator::isReady);
        var started = operator.processes();
        BACKENDS.forEach(operator::begin);
        // Then
        WholeSystem.awaitWorks(visitor);
        assertThat(ActivityStream.of(ada).itemsOf(post)).hasSize(1);
        assertThat(operator.processes()).containsAllEntriesOf(started);
    }

    @Test
    void everything_in_an_order_of_chance() {
        // Given
        operator.stopTogether(all());
        var order = shuffled(all());
        // When
        order.forEach(operator::begin);
        // Then
        WholeSystem.awaitWorks(visitor);
    }

    @Test
    void all_backends_go_and_come_back_in_an_order_of_chance_and_no_service_is_started_again() {
        // Given
        var before = operator.processes();
        before.keySet().removeAll(BACKENDS);
        operator.stopTogether(BACKENDS);
        var order = shuffled(BACKENDS);
        // When
        order.forEach(operator::begin);
        // Then
        WholeSystem.awaitWorks(visitor);
        assertThat(operator.processes()).containsAllEntriesOf(before);
    }

    private static List<String> all() {
        return Stream.of(SERVICES, BACKENDS, List.of(GATEWAY))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> shuffled(List<String> parts) {
        var order = new ArrayList<>(parts);
        Collections.shuffle(order, new Random(ANY));
        return order;
    }
}
