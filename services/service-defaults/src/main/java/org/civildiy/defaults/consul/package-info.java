/**
 * Consul: this instance in the catalog while it can serve, and configuration values from the key-value store. Consul is optional:
 * a service starts and serves without it. Traefik's routes are in {@code traefik/dynamic.yml};
 * the catalog only says where the instances are and whether they are healthy.
 */
@NullMarked
package org.civildiy.defaults.consul;

import org.jspecify.annotations.NullMarked;
