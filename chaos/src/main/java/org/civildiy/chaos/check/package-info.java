/**
 * The checker: a history and the final state go in, broken promises come out.
 * Plain functions of records: nothing here asks a running system, so that tests feed it histories that break each promise.
 */
@NullMarked
package org.civildiy.chaos.check;

import org.jspecify.annotations.NullMarked;
