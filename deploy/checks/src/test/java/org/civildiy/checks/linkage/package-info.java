/**
 * Checks over compiled code. In: the packaged services ({@code target/quarkus-app}) and the classes of all modules. Out: the faults that
 * would only show when a native executable is linked or runs, and dependencies in the wrong direction. Nothing here is loaded or run.
 */
@NullMarked
package org.civildiy.checks.linkage;

import org.jspecify.annotations.NullMarked;
