package org.civildiy.chaos.client;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.history.OperationType;

import static org.assertj.core.api.Assertions.assertThat;

class ClientsTest {
    @Test
    void roles_follow_the_weights_and_begin_with_one_of_each_type() {
        // Given
        var weights = Map.of(OperationType.CREATE, 3, OperationType.DELETE, 1, OperationType.LOGIN, 2);
        // When
        var roles = Clients.roles(weights);
        // Then
        assertThat(roles)
                .isEqualTo(List.of(
                        OperationType.CREATE,
                        OperationType.DELETE,
                        OperationType.LOGIN,
                        OperationType.CREATE,
                        OperationType.LOGIN,
                        OperationType.CREATE));
    }
}
