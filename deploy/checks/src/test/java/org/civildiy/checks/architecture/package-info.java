/**
 * The architecture of the code: which room may use which other, and where the clients of Kafka, Redis, MongoDB and PostgreSQL may
 * be used. In: the compiled main classes of all modules. Out: a violation for each use that is not allowed. It runs no code of them.
 */
@NullMarked
package org.civildiy.checks.architecture;

import org.jspecify.annotations.NullMarked;
