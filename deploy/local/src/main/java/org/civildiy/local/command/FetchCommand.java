package org.civildiy.local.command;

import java.util.List;

import picocli.CommandLine.Command;

import org.civildiy.local.fetch.Cache;
import org.civildiy.local.fetch.CheckerTools;
import org.civildiy.local.fetch.Tool;
import org.civildiy.local.fetch.Tools;
import org.civildiy.local.host.Concurrently;

/** Gets every program of the stack and of its checks, so that whoever needs one later finds it. */
@Command(name = "fetch", description = "Get the programs of the stack and of its checks into the cache.")
final class FetchCommand implements Runnable {
    private static final List<Tool> STACK =
            List.of(Tools.CONSUL, Tools.KAFKA, Tools.POSTGRES, Tools.MONGODB, Tools.REDIS, Tools.TRAEFIK);

    @Override
    public void run() {
        fetch(STACK);
        fetch(CheckerTools.ALL);
    }

    private static void fetch(List<Tool> tools) {
        Concurrently.forEach(tools, tool -> tool.locate(Cache.ofUser(), System.out::println));
    }
}
