/**
 * Faults: the stack that they are injected into, the proxies of its network, the faults of topics and of Redis, and the nemesis that
 * carries out a plan. The plan follows from the kinds and the seed alone; nothing here knows what clients do.
 */
@NullMarked
package org.civildiy.chaos.fault;

import org.jspecify.annotations.NullMarked;
