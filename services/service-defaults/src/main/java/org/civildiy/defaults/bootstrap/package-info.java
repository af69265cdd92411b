/**
 * The start of a service's process: a {@link org.civildiy.defaults.bootstrap.Service} takes the command line, checks the
 * environment and runs Quarkus or a subcommand. Only main classes use this package, because its code runs before beans exist.
 */
@NullMarked
package org.civildiy.defaults.bootstrap;

import org.jspecify.annotations.NullMarked;
