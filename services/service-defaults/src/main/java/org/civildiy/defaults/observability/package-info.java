/**
 * The endpoints for monitoring: the readiness of one backend, and metrics in Prometheus's text format. A response names a backend by its
 * kind, never by its address.
 */
@NullMarked
package org.civildiy.defaults.observability;

import org.jspecify.annotations.NullMarked;
