/**
 * Access control of a production deployment. In: the secrets that its scripts create and hand out, and its
 * configuration of Consul, Kafka, PostgreSQL and Redis, given to real servers on ports of their own. Out: each service that
 * may do more, or less, than it needs. No service is started here; the servers' data are deleted with the test.
 */
@NullMarked
package org.civildiy.checks.access;

import org.jspecify.annotations.NullMarked;
