/**
 * What monitoring asks a service: readiness of one backend, and metrics in Prometheus's text format. Answers name a backend by
 * its kind, never by its address.
 */
@NullMarked
package org.civildiy.defaults.observability;

import org.jspecify.annotations.NullMarked;
