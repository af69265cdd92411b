/**
 * Checks of the Kubernetes manifests. In: the manifests as kustomize renders them, for each overlay. Out: each
 * resource that its schema refuses or that breaks a rule (limits, probes, secrets, network policies, routes). There
 * is no cluster.
 */
@NullMarked
package org.civildiy.checks.kubernetes;

import org.jspecify.annotations.NullMarked;
