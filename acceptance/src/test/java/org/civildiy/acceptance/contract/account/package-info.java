/**
 * Tests of accounts, tokens and profiles: docs/contract.md sections 2 and 3. In: requests to {@code /api/auth} and
 * {@code /api/profile}. Out: a failure for each response that differs from the contract. Tokens are forged with the
 * key of the tests' own stack; no test reads PostgreSQL.
 */
@NullMarked
package org.civildiy.acceptance.contract.account;

import org.jspecify.annotations.NullMarked;
