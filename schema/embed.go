// Package schema embeds the GraphQL schema: the hand-written declarations, and
// the served schema that is derived from them.
package schema

import (
	"embed"
	"io/fs"
)

//go:embed *.graphqls
var declared embed.FS

// Declared returns the hand-written SDL files: what internal/catalog reads.
func Declared() fs.FS { return declared }
