/**
 * Benchmarks of the running system: {@code PostToVisible}, {@code LoginTimes} and {@code LoginFlood} are programs of
 * their own. Each gets the gateway's address and the number of requests, and prints a Markdown table of percentiles,
 * with a baseline of the same run. A response with another status than the expected one ends the run. This package
 * does not start or stop the system.
 */
@NullMarked
package org.civildiy.benchmarks;

import org.jspecify.annotations.NullMarked;
