/**
 * Checks of what no compiler reads: scripts, YAML, Dockerfiles, documentation, and the configuration of the servers,
 * which is given to the real servers. Tests only; the checkers are programs of the
 * {@linkplain org.civildiy.local local stack}.
 *
 * <p>{@code project} reads the files of this checkout and is used by all others. {@code access} (secrets, Consul,
 * PostgreSQL, Redis) and {@code kubernetes} (manifests) are used by {@code gateway}; {@code access} also by
 * {@code compose}. {@code architecture} and {@code linkage} read compiled classes. ArchitectureTest checks that there
 * are no cycles.
 */
@NullMarked
package org.civildiy.checks;

import org.jspecify.annotations.NullMarked;
