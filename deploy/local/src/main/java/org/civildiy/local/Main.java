package org.civildiy.local;

import org.civildiy.local.command.StackCommand;

/** The program behind the Makefile. It hands its arguments to the {@linkplain StackCommand command line}. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(StackCommand.execute(arguments));
    }
}
