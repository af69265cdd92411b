package org.civildiy.local.command;

import java.util.List;

import picocli.CommandLine.Command;

import org.civildiy.local.fetch.Cache;
import org.civildiy.local.fetch.CheckerTools;
import org.civildiy.local.fetch.StackTools;
import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.Concurrently;

/** The command {@code fetch}: it fills the cache with the programs of the stack and of its checks, except those found on the PATH. */
@Command(name = "fetch", description = "Get the programs of the stack and of its checks into the cache.")
final class FetchCommand implements Runnable {
    @Override
    public void run() {
        fetch(StackTools.ALL);
        fetch(CheckerTools.ALL);
    }

    private static void fetch(List<Tool> tools) {
        Concurrently.forEach(tools, tool -> tool.locate(Cache.ofUser(), System.out::println));
    }
}
