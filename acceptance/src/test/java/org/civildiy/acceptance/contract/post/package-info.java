/**
 * Tests of posts and their events: docs/contract.md sections 4 and 5. In: requests to {@code /api/posts}, and the
 * topic {@code posts-events}. Out: a failure for each response or record that differs from the contract. No test
 * reads MongoDB.
 */
@NullMarked
package org.civildiy.acceptance.contract.post;

import org.jspecify.annotations.NullMarked;
