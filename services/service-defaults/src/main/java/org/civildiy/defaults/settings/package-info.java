/**
 * The environment variables of the contract, as properties of Quarkus. Each is checked before the start; a missing or malformed
 * one is reported by its name, and its value is never printed.
 */
@NullMarked
package org.civildiy.defaults.settings;

import org.jspecify.annotations.NullMarked;
