/**
 * Black-box tests of the whole system: they send requests through the gateway and read the topic, Redis and Consul as
 * operators do. No class of a service is on the class path.
 *
 * <p>{@code client} (HTTP clients of the gateway) is used by {@code system} (the running system and its control), and
 * both are used by the tests: {@code contract} (what docs/contract.md promises), {@code edge} (the gateway),
 * {@code fault} (failures and scaling) and {@code operation} (what operators see). ArchitectureTest checks these
 * directions.
 */
@NullMarked
package org.civildiy.acceptance;

import org.jspecify.annotations.NullMarked;
