/**
 * The security log: sign-ins, refusals and operators' commands, one line an event in the log category {@code audit}. Services
 * report events of their accounts; this package adds every 401 and 403 by itself. It never logs what a client sent, nor e-mail
 * addresses.
 */
@NullMarked
package org.civildiy.defaults.audit;

import org.jspecify.annotations.NullMarked;
