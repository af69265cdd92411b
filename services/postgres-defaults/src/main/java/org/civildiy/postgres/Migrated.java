package org.civildiy.postgres;

/**
 * The CDI event that says that the tables are migrated. It is fired on a worker thread before the service is ready, so that observers can
 * read the data that the first request needs. When an observer fails, the event is fired again later.
 */
public record Migrated() {}
