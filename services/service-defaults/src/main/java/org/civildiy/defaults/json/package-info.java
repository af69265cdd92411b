/**
 * Strict JSON: how every service reads and writes it, and which words a client gets for a body that cannot be read. Parser
 * messages and class names do not leave this package.
 */
@NullMarked
package org.civildiy.defaults.json;

import org.jspecify.annotations.NullMarked;
