package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// chosen are single files by their base names, as if they were in one directory.
type chosen map[string]string

// chooseFiles returns what paths hold: one directory, or files. whole tells a directory.
func chooseFiles(paths []string) (files fs.FS, whole bool, err error) {
	picked := chosen{}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, false, fault.Wrap(fault.BadUserInput, err, "%s cannot be read", path)
		}
		if info.IsDir() && len(paths) == 1 {
			return os.DirFS(path), true, nil
		}
		name := filepath.Base(path)
		switch {
		case info.IsDir():
			return nil, false, fault.New(fault.BadUserInput, "give one directory or files, not both: %s is a directory", path)
		case picked[name] != "":
			return nil, false, fault.New(fault.BadUserInput, "%s and %s have the same name, and a mapping goes by names: import them one after the other", picked[name], path)
		}
		picked[name] = path
	}
	return picked, false, nil
}

// Open opens one of the files.
func (c chosen) Open(name string) (fs.File, error) {
	path, ok := c[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return os.Open(path)
}

// Stat describes one of the files, or the directory that they seem to be in.
func (c chosen) Stat(name string) (fs.FileInfo, error) {
	if name == "." {
		return os.Stat(".")
	}
	path, ok := c[name]
	if !ok {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return os.Stat(path)
}

// ReadDir lists the files.
func (c chosen) ReadDir(name string) ([]fs.DirEntry, error) {
	if name != "." {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	var entries []fs.DirEntry
	for _, name := range slices.Sorted(maps.Keys(c)) {
		info, err := os.Stat(c[name])
		if err != nil {
			return nil, err
		}
		entries = append(entries, fs.FileInfoToDirEntry(info))
	}
	return entries, nil
}
