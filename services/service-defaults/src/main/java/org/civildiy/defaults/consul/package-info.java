/**
 * Consul: the registration of this instance in the catalog, and configuration values from the key-value store. Consul is optional: a
 * service starts and serves without it. Traefik's routes are in {@code traefik/dynamic.yml}. The catalog only tells Traefik which
 * instances exist and whether they are healthy.
 */
@NullMarked
package org.civildiy.defaults.consul;

import org.jspecify.annotations.NullMarked;
