/**
 * Tests of the activity streams: docs/contract.md section 6. In: posts, and records that a test writes to the topic
 * itself. Out: a failure for each page, live event or statistic that differs from the contract. Streams follow writes
 * with a delay, so each expectation is awaited with a limit.
 */
@NullMarked
package org.civildiy.acceptance.contract.stream;

import org.jspecify.annotations.NullMarked;
