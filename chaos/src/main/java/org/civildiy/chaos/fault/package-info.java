/**
 * Faults: the stack under test, the proxies of its network, the faults of topics and of Redis, and the nemesis that carries out a plan. The
 * plan follows from the duration, the kinds of faults and the seed. This package does not know what clients do.
 */
@NullMarked
package org.civildiy.chaos.fault;

import org.jspecify.annotations.NullMarked;
