package org.civildiy.local;

import org.civildiy.local.command.StackCommand;

/** The main class of the program behind the Makefile. It passes its arguments to the {@linkplain StackCommand command line}. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(StackCommand.execute(arguments));
    }
}
