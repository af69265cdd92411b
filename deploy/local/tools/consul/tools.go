//go:build tools

// Package tools pins the Consul that the local stack builds for itself where no fitting one is on the PATH.
package tools

import _ "github.com/hashicorp/consul"
