/**
 * Register, log in, validate: {@link org.civildiy.auth.AuthResource} (HTTP), {@link org.civildiy.auth.Accounts} and
 * {@link org.civildiy.auth.Sessions} (what may happen), {@link org.civildiy.auth.UserStore} (PostgreSQL), beside them
 * {@link org.civildiy.auth.PasswordProof}, {@link org.civildiy.auth.Tokens} and {@link org.civildiy.auth.EndedTokens}.
 */
package org.civildiy.auth;
