package org.civildiy.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.local.host.Ports;
import org.civildiy.local.host.StackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DevModeTest {
    private static final List<String> SERVICES = List.of("auth-service", "posts-service");

    @Test
    void without_a_choice_all_services_are_in_dev_mode_and_none_has_the_terminal() {
        // When
        DevMode dev = DevMode.of(SERVICES, null, Map.of("DEV_PORT", "0"));
        // Then
        assertThat(dev.places()).containsOnlyKeys(SERVICES);
        assertThat(dev.console()).isFalse();
    }

    @Test
    void a_chosen_service_is_alone_and_has_the_terminal() {
        // When
        DevMode dev = DevMode.of(SERVICES, "posts-service", Map.of("DEV_PORT", "0"));
        // Then
        assertThat(dev.places()).containsOnlyKeys("posts-service");
        assertThat(dev.console()).isTrue();
    }

    @Test
    void a_service_has_the_same_ports_whichever_others_are_in_dev_mode() {
        // Given
        int first = Ports.free();
        var environment = Map.of("DEV_PORT", Integer.toString(first));
        // When
        DevMode all = DevMode.of(SERVICES, null, environment);
        DevMode one = DevMode.of(SERVICES, "posts-service", environment);
        // Then
        assertThat(one.places().get("posts-service")).isEqualTo(new DevMode.Place(first + 1, first + 101));
        assertThat(all.places()).containsAllEntriesOf(one.places());
    }

    @Test
    void a_port_in_use_is_named_with_the_variable() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            int taken = other.getLocalPort();
            var environment = Map.of("DEV_PORT", Integer.toString(taken - 1));
            // When, Then
            assertThatThrownBy(() -> DevMode.of(SERVICES, "posts-service", environment))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port %d is in use: free it, or set DEV_PORT".formatted(taken));
        }
    }

    @Test
    void a_service_that_there_is_not_is_answered_with_those_there_are() {
        assertThatThrownBy(() -> DevMode.of(SERVICES, "mail-service", Map.of()))
                .hasMessage("mail-service is none of auth-service, posts-service");
    }
}
