package org.civildiy.local.supervise;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProxiesTest {
    @Test
    void services_reach_the_proxy_and_the_backend_listens_elsewhere() {
        // When
        var proxies = Proxies.parse("redis=25001:25002 kafka=25003:25004");
        // Then
        assertThat(proxies.backend("redis")).contains(25002);
        assertThat(proxies.reached("redis", 25002)).isEqualTo(25001);
    }

    @Test
    void without_a_proxy_services_reach_the_backend_itself() {
        // When
        var proxies = Proxies.parse(null);
        // Then
        assertThat(proxies.backend("redis")).isEmpty();
        assertThat(proxies.reached("redis", 25002)).isEqualTo(25002);
    }

    @Test
    void what_is_no_pair_of_ports_is_named() {
        assertThatThrownBy(() -> Proxies.parse("redis=25001"))
                .hasMessage("BACKEND_PROXIES is NAME=PROXY_PORT:BACKEND_PORT, not redis=25001");
    }

    @Test
    void what_is_no_backend_is_named_with_those_that_are() {
        assertThatThrownBy(() -> Proxies.parse("traefik=25001:25002"))
                .hasMessageContaining("traefik is none of")
                .hasMessageContaining("redis");
    }
}
