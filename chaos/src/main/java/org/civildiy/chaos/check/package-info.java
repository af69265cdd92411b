/**
 * The checker: its input is a history and the final state, its output is the list of broken promises.
 * It queries no running system, so that tests can give it histories that break each promise.
 */
@NullMarked
package org.civildiy.chaos.check;

import org.jspecify.annotations.NullMarked;
