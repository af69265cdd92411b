/**
 * The state of the system at rest, read from MongoDB, Kafka, Redis and the gateway. The only room with clients of these stores.
 * Waits for rest and reads; it never writes and never judges.
 */
@NullMarked
package org.civildiy.chaos.inspect;

import org.jspecify.annotations.NullMarked;
