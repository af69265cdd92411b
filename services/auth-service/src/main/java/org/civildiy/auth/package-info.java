/**
 * Register, log in, validate: {@link org.civildiy.auth.AuthResource} (HTTP), {@link org.civildiy.auth.Accounts} (what may
 * happen), {@link org.civildiy.auth.UserStore} (PostgreSQL), beside them {@link org.civildiy.auth.Passwords} and
 * {@link org.civildiy.auth.Tokens}.
 */
package org.civildiy.auth;
