/**
 * The architecture of the code: which package may use which other, and where the clients of Kafka, Redis, MongoDB and
 * PostgreSQL may be used. In: the compiled main classes of the services and of the local stack, and the Java sources
 * of the other modules, which are compiled after this one. Out: a violation for each use that is not allowed. No code
 * of them is executed.
 */
@NullMarked
package org.civildiy.checks.architecture;

import org.jspecify.annotations.NullMarked;
