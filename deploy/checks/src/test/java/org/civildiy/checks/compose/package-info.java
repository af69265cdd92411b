/**
 * Checks of the Compose deployments. In: the Compose files with each overlay, as {@code docker compose config}
 * renders them. Out: each container that breaks a rule (limits, networks, ports, secrets). No container is started.
 */
@NullMarked
package org.civildiy.checks.compose;

import org.jspecify.annotations.NullMarked;
