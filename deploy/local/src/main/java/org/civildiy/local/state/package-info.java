/**
 * The files of one stack, through which its processes communicate.
 *
 * <p>Commands write {@code wanted.json} ({@link org.civildiy.local.state.DesiredState}); the supervisor follows it and writes
 * {@code stack.json} ({@link org.civildiy.local.state.StackState}). A file is replaced in one step, so a reader never sees half of
 * it. A lock prevents two supervisors in one directory. This package starts no process.
 */
@NullMarked
package org.civildiy.local.state;

import org.jspecify.annotations.NullMarked;
