/**
 * The files of this checkout. In: paths relative to its root. Out: their text, YAML or properties, and the output of
 * its scripts. What was built or fetched is not part of it. Contains no test.
 */
@NullMarked
package org.civildiy.checks.project;

import org.jspecify.annotations.NullMarked;
