/**
 * Tests of the gateway: docs/contract.md section 7. In: requests, well-formed or not, and an echo service behind the
 * gateway. Out: a failure when a client's identity headers reach a service, when a protected path is reachable
 * without a token, or when a limit does not hold. No test changes the gateway's configuration; deploy/checks tests
 * other configurations.
 */
@NullMarked
package org.civildiy.acceptance.edge;

import org.jspecify.annotations.NullMarked;
