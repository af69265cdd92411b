package org.civildiy.local;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Forgets all data of a stack that does not run. */
@Command(name = "clean-data", description = "Forget all data: users, posts, streams, keys.")
final class CleanDataCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Override
    public void run() {
        try (var _ = StackLock.take(main.directory())) {
            Trees.delete(main.directory().data());
        }
        System.out.println("all data is gone");
    }
}
