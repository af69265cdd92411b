package org.civildiy.local.supervise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.local.host.Ports;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.StackDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StackSettingsTest {
    private static final Path PROJECT = Path.of("project");
    private static final StackDirectory DIRECTORY = new StackDirectory(Path.of("project/.local"));

    @Test
    void a_port_in_use_is_named_with_its_variable() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var environment =
                    Map.of("GATEWAY_PORT", "" + other.getLocalPort(), "DASHBOARD_PORT", "0", "CONSUL_PORT", "0");
            // When, Then
            assertThatThrownBy(() -> StackSettings.of(PROJECT, DIRECTORY, environment))
                    .isInstanceOf(StackException.class)
                    .hasMessage("port %d is in use: free it, or set GATEWAY_PORT to another one"
                            .formatted(other.getLocalPort()));
        }
    }

    @Test
    void a_port_that_is_none_is_named_with_its_variable() {
        // Given
        var environment = Map.of("GATEWAY_PORT", "0", "DASHBOARD_PORT", "80800", "CONSUL_PORT", "0");
        // When, Then
        assertThatThrownBy(() -> StackSettings.of(PROJECT, DIRECTORY, environment))
                .hasMessage("DASHBOARD_PORT is not a port: 80800");
    }

    @Test
    void port_0_is_a_free_one() {
        // Given
        var environment = Map.of("GATEWAY_PORT", "0", "DASHBOARD_PORT", "0", "CONSUL_PORT", "0");
        // When
        var settings = StackSettings.of(PROJECT, DIRECTORY, environment);
        // Then
        assertThat(settings.gatewayPort()).isPositive();
        assertThat(Ports.isFree(settings.gatewayPort())).isTrue();
    }
}
