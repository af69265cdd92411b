/**
 * Consul: this instance in the catalog while it can serve, and configuration values from the key-value store. Consul is optional:
 * a service starts and serves without it. What Traefik routes is in the tags of each service's configuration, not here.
 */
@NullMarked
package org.civildiy.defaults.consul;

import org.jspecify.annotations.NullMarked;
