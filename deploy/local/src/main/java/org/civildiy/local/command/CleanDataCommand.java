package org.civildiy.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.state.StackLock;

/** The command {@code clean-data}: it deletes all data of a stack that does not run. */
@Command(name = "clean-data", description = "Delete all data: users, posts, streams, keys.")
final class CleanDataCommand implements Runnable {
    @ParentCommand
    private StackCommand main;

    @Override
    public void run() {
        try (var _ = StackLock.take(main.directory())) {
            DirectoryTree.delete(main.directory().data());
        }
        System.out.println("all data is gone");
    }
}
