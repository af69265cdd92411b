//go:build tools

// Package tools pins the kustomize that renders the Kubernetes manifests in the checks.
package tools

import _ "sigs.k8s.io/kustomize/kustomize/v5"
