/**
 * The real gateway with the configurations of Compose and Kubernetes. In: its files, and requests to it. Out: each
 * option that differs between deployments, and each request that it should refuse and forwards. Behind it is one echo
 * service in place of all services.
 */
@NullMarked
package org.civildiy.checks.gateway;

import org.jspecify.annotations.NullMarked;
