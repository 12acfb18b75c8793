package graphfile

import (
	"encoding/json"
	"errors"
	"io/fs"
	"runtime/debug"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// ManifestFile is the name of the manifest.
	ManifestFile = "manifest.json"
	// formatName and formatVersion say what an export is. A version that reads other files
	// than this one does is another.
	formatName    = "clustergraph-export"
	formatVersion = 2
)

// Manifest is what an export says of itself. It is written last and the same graph gives
// the same one, so it holds no time.
type Manifest struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	// Product is the version of the program that wrote the export.
	Product string `json:"product"`
	// From and To are the positions of the feed of changes between which the graph was read.
	// When they are equal nothing was written meanwhile, and all lines are of one moment.
	From int64 `json:"from"`
	To   int64 `json:"to"`
	// Files are all others, those with no lines left out.
	Files []File `json:"files"`
}

// File is one file of an export.
type File struct {
	Name  string `json:"name"`
	Lines int    `json:"lines"`
	Bytes int64  `json:"bytes"`
}

// NewManifest returns one without files; from is the position of the feed at the start.
func NewManifest(from int64) Manifest {
	m := Manifest{Format: formatName, Version: formatVersion, Product: "unknown", From: from}
	if info, known := debug.ReadBuildInfo(); known && info.Main.Version != "" {
		m.Product = info.Main.Version
	}
	return m
}

// Text is the manifest as it stands in its file.
func (m Manifest) Text() ([]byte, error) {
	text, err := json.MarshalIndent(m, "", "  ")
	return append(text, '\n'), err
}

// ReadManifest reads what an export says of itself and checks that it is whole; nil for a
// directory that is none of ours.
func ReadManifest(fsys fs.FS) (*Manifest, error) {
	text, err := fs.ReadFile(fsys, ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noRecords(fsys)
	}
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot read %s", ManifestFile)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil || m.Format != formatName {
		return nil, fault.New(fault.BadUserInput, "%s is not that of an export of ours; remove it to read the files as rows", ManifestFile)
	}
	if m.Version > formatVersion {
		return nil, fault.New(fault.BadUserInput, "the export has the format version %d, this program reads up to %d; use a newer one", m.Version, formatVersion)
	}
	return &m, m.check(fsys)
}

// check compares the files with what the manifest says of them.
func (m *Manifest) check(fsys fs.FS) error {
	for _, f := range m.Files {
		info, err := fs.Stat(fsys, f.Name)
		if err != nil {
			return fault.Wrap(fault.BadUserInput, err, "the export is not whole: it lacks %s", f.Name)
		}
		if info.Size() != f.Bytes {
			return fault.New(fault.BadUserInput, "the export is not whole: %s has %d bytes, the manifest says %d; to import changed files, remove %s and the folder %s",
				f.Name, info.Size(), f.Bytes, ManifestFile, ServiceDir)
		}
	}
	return nil
}

// noRecords refuses records of the service without a manifest: nobody knows whether they
// are whole.
func noRecords(fsys fs.FS) error {
	entries, err := fs.ReadDir(fsys, ServiceDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(fault.BadUserInput, err, "cannot read %s", ServiceDir)
	}
	if len(entries) == 0 {
		return nil
	}
	return fault.New(fault.BadUserInput, "there is a folder %s but no %s: the export is not whole; without the folder its rows can be imported", ServiceDir, ManifestFile)
}
