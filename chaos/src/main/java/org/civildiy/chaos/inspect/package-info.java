/**
 * The state of the system at rest, read from MongoDB, Kafka, Redis and the gateway. It waits for rest and
 * reads. It never writes, and does not decide whether a promise is kept.
 */
@NullMarked
package org.civildiy.chaos.inspect;

import org.jspecify.annotations.NullMarked;
