package org.civildiy.postgres;

/**
 * The CDI event that the tables are migrated. It is fired on a worker thread before the service is ready, so that observers can warm up
 * what is slow at its first use. When an observer fails, the event is fired again later.
 */
public record Migrated() {}
