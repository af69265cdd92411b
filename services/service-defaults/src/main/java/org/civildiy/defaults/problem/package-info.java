/**
 * Errors as RFC 9457 problem details. Services throw what {@link org.civildiy.defaults.problem.Problems} makes; every other
 * failure is mapped here. A detail is a sentence that a person can act on, and it names nothing of the inside.
 */
@NullMarked
package org.civildiy.defaults.problem;

import org.jspecify.annotations.NullMarked;
