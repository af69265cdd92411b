/**
 * The history of a run: each client's requests with their times and answers, and the state of the system at rest.
 * This package has values only. It sends no requests and checks no promises.
 */
@NullMarked
package org.civildiy.chaos.history;

import org.jspecify.annotations.NullMarked;
