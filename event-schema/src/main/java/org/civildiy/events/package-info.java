/**
 * The contract between posts-service, which writes the topic {@code posts-events}, and feed-service, which reads that topic. The contract
 * defines the event as a Java record, the JSON of the event, its CloudEvents headers and its schema. The test jar contains sample events,
 * against which both services are tested.
 */
@NullMarked
package org.civildiy.events;

import org.jspecify.annotations.NullMarked;
