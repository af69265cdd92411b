package org.civildiy.postgres;

/**
 * The CDI event that the tables are migrated. It is fired on a worker thread before the service is ready, so that observers can read what
 * must be known before the first request. When an observer fails, the event is fired again later.
 */
public record Migrated() {}
