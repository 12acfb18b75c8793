package web

import (
	"embed"
	"io/fs"
	"net/http"
)

// The directory holds only .gitkeep until `make web` has built the pages; the service compiles either way.
//
//go:embed all:dist
var dist embed.FS

// Playground serves the GraphQL playground. It sees paths without the prefix /playground that it is mounted
// at: the page at /, its hashed files under /assets/. It panics when a built page cannot be read, which a
// build either always or never does.
func Playground() http.Handler {
	built, err := fs.Sub(dist, "dist/playground")
	if err != nil {
		panic("web: " + err.Error())
	}
	return newPage(built)
}
