/**
 * The start of a service's process: a {@link org.civildiy.defaults.bootstrap.Service} takes the command line, checks the
 * environment and runs Quarkus or a subcommand. Main classes use it; beans do not, because it runs before there are any.
 */
@NullMarked
package org.civildiy.defaults.bootstrap;

import org.jspecify.annotations.NullMarked;
