/**
 * Tests of docs/contract.md. Here: what all services share, errors as problem details (section 1) and the OpenAPI
 * documents. The packages below test one part each: {@code account}, {@code post} and {@code stream}. In: requests
 * through the gateway. Out: a failure for each response that differs from the contract. No test stops a backend.
 */
@NullMarked
package org.civildiy.acceptance.contract;

import org.jspecify.annotations.NullMarked;
