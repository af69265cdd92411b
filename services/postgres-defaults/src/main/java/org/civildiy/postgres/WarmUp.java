package org.civildiy.postgres;

/**
 * The CDI event that the code for the first requests can be warmed up: the tables are migrated, and the service is not ready yet. It is
 * fired on a worker thread, as {@link Migrated}, and after it.
 *
 * <p>It is fired on the JVM, where the first use of a query or a hash loads hundreds of classes. A native executable has nothing to load,
 * and its first request takes tens of milliseconds more; a warm-up would delay every start by as much.
 */
public record WarmUp() {}
