/**
 * Strict JSON: how every service reads and writes JSON, and the messages for a body that cannot be read. Parser messages and class names
 * never reach a client.
 */
@NullMarked
package org.civildiy.defaults.json;

import org.jspecify.annotations.NullMarked;
