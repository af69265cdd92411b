/**
 * What the stack needs of this machine: child processes, signals, free ports, files, log files and the terminal.
 *
 * <p>Only a detached child process outlives the JVM that started it ({@link org.civildiy.local.host.Spawner}). A failure that an
 * operator can correct is a {@link org.civildiy.local.host.StackException} with a message of one line. This package does not know the
 * servers of the stack.
 */
@NullMarked
package org.civildiy.local.host;

import org.jspecify.annotations.NullMarked;
