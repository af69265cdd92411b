/**
 * Faults: the stack that is harmed, the proxies that cut connections, and the nemesis that carries out a plan.
 * Faults come from the seed alone; nothing here knows what clients do.
 */
@NullMarked
package org.civildiy.chaos.fault;

import org.jspecify.annotations.NullMarked;
