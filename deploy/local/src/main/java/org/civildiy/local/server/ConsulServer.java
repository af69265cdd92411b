package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.DirectoryTree;

/** One Consul server with its web interface, all of it on the loopback address. */
public record ConsulServer(Tool.Program program, int httpPort, int rpcPort, int gossipPort) implements Server {
    private static final String STORE = "store";

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        Path configuration = data.resolve("consul.json");
        Files.writeString(configuration, configuration());
        return LaunchSpec.of(
                program.command("consul"),
                "agent",
                "-config-file",
                configuration.toString(),
                "-data-dir",
                data.resolve(STORE).toString());
    }

    @Override
    public boolean ready() {
        return Probe.get(httpPort, "/v1/status/leader")
                .filter(leader -> leader.contains(":"))
                .isPresent();
    }

    /**
     * Deletes all registrations when a whole stack starts. The instances of an earlier stack have ended, but the gateway would still route
     * requests to them.
     */
    public static void forgetInstances(Path data) {
        DirectoryTree.delete(data.resolve(STORE).resolve("services"));
        DirectoryTree.delete(data.resolve(STORE).resolve("checks"));
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
