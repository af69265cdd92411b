package org.civildiy.local;

import java.util.List;

import picocli.CommandLine.Command;

/** Gets every program of the stack, so that a later start finds them all. */
@Command(name = "fetch", description = "Get the programs of the stack into the cache.")
final class FetchCommand implements Runnable {

    @Override
    public void run() {
        Concurrently.forEach(
                List.of(Tools.CONSUL, Tools.KAFKA, Tools.POSTGRES, Tools.MONGODB, Tools.REDIS, Tools.TRAEFIK),
                tool -> tool.locate(Cache.ofUser(), System.out::println));
    }
}
