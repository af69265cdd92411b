/**
 * The state of the system at rest, read from MongoDB, Kafka, Redis and the gateway. This package waits until the system is at rest, and
 * reads. It writes no data and checks no promises.
 */
@NullMarked
package org.civildiy.chaos.inspect;

import org.jspecify.annotations.NullMarked;
