package sample

import (
	"embed"
	"io/fs"
)

//go:embed nodes relationships
var files embed.FS

// Files returns the directories nodes and relationships in the export format.
func Files() fs.FS { return files }
