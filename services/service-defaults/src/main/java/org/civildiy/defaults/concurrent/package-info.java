/**
 * Concurrency that the services share: tasks of one key run one after the other. It knows neither HTTP nor a store, and nothing
 * here coordinates more than one process.
 */
@NullMarked
package org.civildiy.defaults.concurrent;

import org.jspecify.annotations.NullMarked;
