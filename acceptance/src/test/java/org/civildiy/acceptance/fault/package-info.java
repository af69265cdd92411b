/**
 * Tests of failures: parts of the stack are killed, stopped, frozen, started in any order, scaled or overloaded while
 * clients send requests. In: the tests' own stack; on a stack that somebody else runs, these tests are skipped. Out:
 * a failure when a request fails that should not, or when the system does not recover by itself. A test leaves all
 * parts running.
 */
@NullMarked
package org.civildiy.acceptance.fault;

import org.jspecify.annotations.NullMarked;
