package org.civildiy.checks.compose;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.checks.compose.Deployment.Container;

import static org.assertj.core.api.Assertions.assertThat;

/** Dockge has the socket of Docker, which is equivalent to root: it is a stack of its own, reachable from this machine only. */
class DockgeTest {
    private static final Deployment DEPLOYMENT =
            Deployment.of(Map.of("STACKS", "/opt/civildiy"), "compose.dockge.yaml");

    @Test
    void it_is_a_stack_of_one_container() {
        // When
        List<String> containers =
                DEPLOYMENT.containers().stream().map(Container::name).toList();
        // Then
        assertThat(containers).containsExactly("dockge");
        assertThat(DEPLOYMENT.rendered().path("name").asText()).isEqualTo("dockge");
    }

    @Test
    void it_is_reachable_from_this_machine_only() {
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
    void it_has_a_memory_limit_a_restart_policy_and_a_health_check() {
        // When
        Container dockge = DEPLOYMENT.container("dockge");
        // Then
        assertThat(dockge.definition().has("mem_limit")).isTrue();
        assertThat(dockge.definition().has("healthcheck")).isTrue();
        assertThat(dockge.definition().path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(dockge.image()).matches("louislam/dockge:\\d+\\.\\d+\\.\\d+");
    }
}
