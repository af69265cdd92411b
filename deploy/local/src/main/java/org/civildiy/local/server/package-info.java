/**
 * The programs of the stack: the command line, the configuration and the readiness check of each.
 *
 * <p>A {@link org.civildiy.local.server.Server} gets its ports and addresses when it is created. It does not restart itself and
 * does not know which other servers exist.
 */
@NullMarked
package org.civildiy.local.server;

import org.jspecify.annotations.NullMarked;
