/**
 * Errors as problem details of RFC 9457. Services throw the exceptions of {@link org.civildiy.defaults.problem.Problems}. This package
 * maps every other failure to a problem. A detail says what a person can do, and contains no internal details.
 */
@NullMarked
package org.civildiy.defaults.problem;

import org.jspecify.annotations.NullMarked;
