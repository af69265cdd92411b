//go:build tools

// Package tools pins the osv-scanner that `make audit` asks for known vulnerabilities. Not 2.5 or 2.6: these leave out the group
// of a Maven package in a bill of materials (https://github.com/google/osv-scanner/issues/3099).
package tools

import _ "github.com/google/osv-scanner/v2/cmd/osv-scanner"
