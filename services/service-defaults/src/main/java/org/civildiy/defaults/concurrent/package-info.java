/**
 * Concurrency that the services share: keyed serial execution, and back-off between attempts. It knows neither HTTP nor a store, and nothing
 * here coordinates more than one process.
 */
@NullMarked
package org.civildiy.defaults.concurrent;

import org.jspecify.annotations.NullMarked;
