// Package schema embeds the GraphQL schema: the hand-written declarations, and
// the served schema that is derived from them.
package schema

import (
	"embed"
	"io/fs"
)

//go:embed *.graphqls
var declared embed.FS

//go:embed derived/served/*.graphqls
var served embed.FS

// Declared returns the hand-written SDL files: what internal/model/catalog reads.
func Declared() fs.FS { return declared }

// Served returns the SDL files that clients see.
func Served() fs.FS {
	sub, err := fs.Sub(served, "derived/served")
	if err != nil {
		panic(err) // the path is a constant of this file
	}
	return sub
}
