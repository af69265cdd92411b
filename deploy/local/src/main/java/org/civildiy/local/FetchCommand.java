package org.civildiy.local;

import java.util.List;

import picocli.CommandLine.Command;

/** Gets every program of the stack and of its checks, so that whoever needs one later finds it. */
@Command(name = "fetch", description = "Get the programs of the stack and of its checks into the cache.")
final class FetchCommand implements Runnable {
    private static final List<Tool> STACK =
            List.of(Tools.CONSUL, Tools.KAFKA, Tools.POSTGRES, Tools.MONGODB, Tools.REDIS, Tools.TRAEFIK);

    @Override
    public void run() {
        fetch(STACK);
        fetch(Checker.TOOLS);
    }

    private static void fetch(List<Tool> tools) {
        Concurrently.forEach(tools, tool -> tool.locate(Cache.ofUser(), System.out::println));
    }
}
