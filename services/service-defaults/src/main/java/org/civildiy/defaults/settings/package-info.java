/**
 * The environment variables of the contract, as properties of Quarkus. Each variable is checked before the start. A missing or malformed
 * variable is reported by its name, and its value is never printed.
 */
@NullMarked
package org.civildiy.defaults.settings;

import org.jspecify.annotations.NullMarked;
