/**
 * Tests of what operators see and run: logs, metrics, alerts, registrations in Consul, the tour of TESTING.md; and
 * that the defects of the legacy system do not return. In: the running system. Out: a failure for each secret that is
 * visible and each document that is wrong. LogsTest runs as the last class, since it reads the logs that all other
 * tests caused.
 */
@NullMarked
package org.civildiy.acceptance.operation;

import org.jspecify.annotations.NullMarked;
