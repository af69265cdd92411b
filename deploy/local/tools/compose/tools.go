//go:build tools

// Package tools pins the Compose that checks the compose files where no Compose v2 is on the PATH.
package tools

import _ "github.com/docker/compose/v2/cmd"
