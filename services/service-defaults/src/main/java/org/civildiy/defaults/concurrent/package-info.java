/**
 * Concurrency that the services share: keyed serial execution, periodic tasks, deadlines, and back-off between attempts. This package uses neither
 * HTTP nor a store. It coordinates tasks within one process, never between processes.
 */
@NullMarked
package org.civildiy.defaults.concurrent;

import org.jspecify.annotations.NullMarked;
