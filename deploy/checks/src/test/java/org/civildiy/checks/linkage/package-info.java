/**
 * Linkage of compiled code. In: the packaged services ({@code target/quarkus-app}). Out: faults that would only show when a native
 * executable is linked or runs. Classes are read as bytes; none is loaded or run.
 */
@NullMarked
package org.civildiy.checks.linkage;

import org.jspecify.annotations.NullMarked;
