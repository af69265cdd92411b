/**
 * The command line: one picocli subcommand for each target of the Makefile that needs the stack.
 *
 * <p>{@code run} and {@code dev} supervise a stack in this process. {@code start}, {@code stop}, {@code status} and
 * {@code logs} are clients of a running stack and use the files of that stack only.
 */
@NullMarked
package org.civildiy.local.command;

import org.jspecify.annotations.NullMarked;
