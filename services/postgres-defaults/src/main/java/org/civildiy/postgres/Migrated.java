package org.civildiy.postgres;

/**
 * The tables are up to date. Fired on a worker thread before the service says that it is ready: the moment to do once what is slow
 * the first time, so that no client waits for it. An observer that fails is asked again.
 */
public record Migrated() {}
