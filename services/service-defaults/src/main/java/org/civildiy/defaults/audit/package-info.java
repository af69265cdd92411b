/**
 * The audit log: logins, refused requests and operators' commands. Each event is one line in the log category {@code audit}. Services
 * record the events of their accounts. This package records every 401 and 403 for all services. E-mail addresses and request bodies are
 * never logged.
 */
@NullMarked
package org.civildiy.defaults.audit;

import org.jspecify.annotations.NullMarked;
