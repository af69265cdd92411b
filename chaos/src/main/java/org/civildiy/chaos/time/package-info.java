/**
 * Time of a run: the clock, and waiting with a limit. This package does not know the system under test.
 */
@NullMarked
package org.civildiy.chaos.time;

import org.jspecify.annotations.NullMarked;
