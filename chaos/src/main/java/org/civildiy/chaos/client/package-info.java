/**
 * Clients at work on the running system through its gateway. Each request goes into the history with what was answered.
 * Nothing here knows what is broken at the time, or judges an answer.
 */
@NullMarked
package org.civildiy.chaos.client;

import org.jspecify.annotations.NullMarked;
