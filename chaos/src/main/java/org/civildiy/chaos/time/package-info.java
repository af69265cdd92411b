/**
 * Time of a run: its clock, and waiting with a limit. Knows nothing of the system under test.
 */
@NullMarked
package org.civildiy.chaos.time;

import org.jspecify.annotations.NullMarked;
