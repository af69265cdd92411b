/**
 * The system under test. In: a local stack, started for the run or named by the environment. Out: a {@code Visitor}
 * (a client of the gateway) and an {@code Operator} (control of the stack, its Kafka, Redis and Consul), which JUnit
 * passes to the tests. Uses {@code client}; contains no test, and makes no assertion about what a service promises.
 */
@NullMarked
package org.civildiy.acceptance.system;

import org.jspecify.annotations.NullMarked;
