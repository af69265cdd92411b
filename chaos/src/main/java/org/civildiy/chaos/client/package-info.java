/**
 * Clients that send requests to the running system through its gateway. Each request is recorded in the history with its answer.
 * This package does not know which fault is injected, and does not check answers.
 */
@NullMarked
package org.civildiy.chaos.client;

import org.jspecify.annotations.NullMarked;
