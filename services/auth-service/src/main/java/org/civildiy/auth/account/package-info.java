/**
 * Accounts over HTTP: {@link org.civildiy.auth.account.AuthResource} calls {@link org.civildiy.auth.account.Registrations},
 * {@link org.civildiy.auth.account.Accounts} and {@link org.civildiy.auth.account.Sessions}, which use
 * {@link org.civildiy.auth.account.UserStore} (PostgreSQL table {@code users}). {@link org.civildiy.auth.account.RegistrationHook} is the
 * extension point for registrations that are confirmed by e-mail.
 *
 * <p>In: requests under {@code /api/auth}. Out: tokens, accounts, rows of {@code users} and audit events. No other package depends on
 * this one. The packages {@code password} and {@code token} compute the hashes and sign the tokens.
 */
@NullMarked
package org.civildiy.auth.account;

import org.jspecify.annotations.NullMarked;
