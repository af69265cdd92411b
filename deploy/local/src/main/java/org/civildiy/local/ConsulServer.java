package org.civildiy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One Consul server with its web interface, all of it on the loopback address. */
record ConsulServer(Tool.Program program, int httpPort, int rpcPort, int gossipPort) implements Server {

    @Override
    public Launch launch(Path data) throws IOException {
        Path configuration = data.resolve("consul.json");
        Files.writeString(configuration, configuration());
        Path store = data.resolve("store");
        forgetInstances(store);
        return Launch.of(
                program.command("consul"),
                "agent",
                "-config-file",
                configuration.toString(),
                "-data-dir",
                store.toString());
    }

    @Override
    public boolean ready() {
        return Probe.get(httpPort, "/v1/status/leader")
                .filter(leader -> leader.contains(":"))
                .isPresent();
    }

    /** What registered before a restart registers again when it still lives; the rest would be routed to in vain. */
    private static void forgetInstances(Path store) {
        Trees.delete(store.resolve("services"));
        Trees.delete(store.resolve("checks"));
    }

    private String configuration() {
        return """
                {
                  "node_name": "local",
                  "server": true,
                  "bootstrap_expect": 1,
                  "bind_addr": "127.0.0.1",
                  "client_addr": "127.0.0.1",
                  "ports": {"http": %d, "dns": -1, "grpc": -1, "grpc_tls": -1, "server": %d, "serf_lan": %d, "serf_wan": -1},
                  "ui_config": {"enabled": true},
                  "performance": {"raft_multiplier": 1},
                  "leave_on_terminate": false,
                  "disable_update_check": true,
                  "log_level": "WARN"
                }
                """.formatted(httpPort, rpcPort, gossipPort);
    }
}
