/**
 * Benchmarks of the running system: {@code PostToVisible}, {@code LoginTimes} and {@code LoginFlood} are programs of
 * their own. In: the gateway's address and the number of requests. Out: a Markdown table of percentiles, each beside
 * a baseline of the same run. A response with another status than the expected one ends the run. Nothing here starts
 * or stops the system.
 */
@NullMarked
package org.civildiy.benchmarks;

import org.jspecify.annotations.NullMarked;
