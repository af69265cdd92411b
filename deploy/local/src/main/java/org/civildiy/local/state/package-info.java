/**
 * The files of one stack, through which its processes speak to each other.
 *
 * <p>Commands write {@code wanted.json} ({@link org.civildiy.local.state.DesiredState}); the supervisor follows it and writes
 * {@code stack.json} ({@link org.civildiy.local.state.StackState}). A file is replaced in one step, and a lock keeps a
 * directory to one supervisor. This package starts no process.
 */
@NullMarked
package org.civildiy.local.state;

import org.jspecify.annotations.NullMarked;
