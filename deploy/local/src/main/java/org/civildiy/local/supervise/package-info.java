/**
 * The supervisor of a stack: it keeps one process for each component that is wanted, and reports the state.
 *
 * <p>{@code Topology} lists the components, their ports and addresses. {@code Component} starts,
 * checks, restarts and stops one of them; {@link org.civildiy.local.supervise.Stack} does so for all. This package does not know
 * the command line.
 */
@NullMarked
package org.civildiy.local.supervise;

import org.jspecify.annotations.NullMarked;
