package org.civildiy.checks;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.checks.Deployment.Container;

import static org.assertj.core.api.Assertions.assertThat;

/** Dockge holds the socket of Docker, which is as much as root: nobody else gets it, and nobody but this machine reaches Dockge. */
class DockgeTest {
    private static final Deployment DEPLOYMENT =
            Deployment.of(Map.of("STACKS", "/opt/civildiy"), "compose.dockge.yaml");

    @Test
    void it_is_a_stack_of_its_own_of_one_container() {
        // When
        List<String> containers =
                DEPLOYMENT.containers().stream().map(Container::name).toList();
        // Then
        assertThat(containers).containsExactly("dockge");
        assertThat(DEPLOYMENT.rendered().path("name").asText()).isEqualTo("dockge");
    }

    @Test
    void it_is_reached_from_this_machine_alone() {
        // When
        List<String> published = DEPLOYMENT.container("dockge").published().toList();
        // Then
        assertThat(published).containsExactly("127.0.0.1:5001");
    }

    @Test
    void it_sees_its_stacks_where_docker_sees_them() {
        // When
        Container dockge = DEPLOYMENT.container("dockge");
        // Then
        assertThat(dockge.mounts())
                .containsEntry("/opt/civildiy", "/opt/civildiy")
                .containsEntry("/var/run/docker.sock", "/var/run/docker.sock");
        assertThat(dockge.environment()).containsEntry("DOCKGE_STACKS_DIR", "/opt/civildiy");
    }

    @Test
    void it_is_bounded_restarted_and_asked_for_its_health() {
        // When
        Container dockge = DEPLOYMENT.container("dockge");
        // Then
        assertThat(dockge.definition().has("mem_limit")).isTrue();
        assertThat(dockge.definition().has("healthcheck")).isTrue();
        assertThat(dockge.definition().path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(dockge.image()).matches("louislam/dockge:\\d+\\.\\d+\\.\\d+");
    }
}
