package org.civildiy.postgres;

/**
 * The CDI event that tells observers to warm up the code for the first requests. At this time the tables are migrated, and the service is
 * not ready yet. The event is fired after {@link Migrated}, on a worker thread too.
 *
 * <p>The event is fired on the JVM only, where the first use of a query or a hash loads hundreds of classes. A native executable has no
 * classes to load. Its first request takes only tens of milliseconds longer, and a warm-up would delay every start by the same time.
 */
public record WarmUp() {}
