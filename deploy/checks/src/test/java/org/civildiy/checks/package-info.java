/**
 * Checks of what no compiler reads: scripts, YAML, Dockerfiles, compose files, and the configuration of the servers, which is
 * given to the real servers. Only tests; the checkers are programs of the {@linkplain org.civildiy.local local stack}.
 */
package org.civildiy.checks;
