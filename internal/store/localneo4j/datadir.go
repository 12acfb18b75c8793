package localneo4j

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/robustio"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// dataDir is a data directory by its absolute path; its methods are the layout.
type dataDir string

func (d dataDir) lock() string        { return filepath.Join(string(d), "lock") }
func (d dataDir) owner() string       { return filepath.Join(string(d), "owner.lock") }
func (d dataDir) serveLock() string   { return filepath.Join(string(d), "serve.lock") }
func (d dataDir) serving() string     { return filepath.Join(string(d), "serve.json") }
func (d dataDir) state() string       { return filepath.Join(string(d), "state.json") }
func (d dataDir) identity() string    { return filepath.Join(string(d), "identity.json") }
func (d dataDir) password() string    { return filepath.Join(string(d), "password") }
func (d dataDir) conf() string        { return filepath.Join(string(d), "neo4j.conf") }
func (d dataDir) logs() string        { return filepath.Join(string(d), "logs") }
func (d dataDir) launcherLog() string { return filepath.Join(d.logs(), "launcher.log") }

// prepare makes the directory; what is in it is for its owner only.
func (d dataDir) prepare() error {
	for _, dir := range []string{string(d), d.logs()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fault.Wrap(fault.BadUserInput, err, "cannot make data directory %s; choose another with --data-dir", dir)
		}
	}
	if err := os.Chmod(string(d), 0o700); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "data directory %s belongs to another user; choose another with --data-dir", d)
	}
	return nil
}

// ensurePassword returns the database's password, made on first use.
func (d dataDir) ensurePassword(hasData bool) (string, error) {
	password, err := d.readPassword()
	if !errors.Is(err, fs.ErrNotExist) {
		return password, err
	}
	if hasData {
		return "", fault.New(fault.DatabaseUnavailable, "the password file %s is gone but the graph beside it needs it; put it back from a backup, or use another --data-dir", d.password())
	}
	password = rand.Text()
	if err := writeFile(d.password(), []byte(password+"\n")); err != nil {
		return "", fault.Wrap(fault.BadUserInput, err, "cannot write %s", d.password())
	}
	return password, nil
}

// readPassword returns the database's password; the error of a missing file is fs.ErrNotExist.
func (d dataDir) readPassword() (string, error) {
	text, err := os.ReadFile(d.password())
	if err != nil {
		return "", fault.Wrap(fault.DatabaseUnavailable, err, "cannot read the database's password")
	}
	password := strings.TrimSpace(string(text))
	if password == "" {
		return "", fault.New(fault.DatabaseUnavailable, "the password file %s is empty; put it back from a backup, or use another --data-dir", d.password())
	}
	return password, nil
}

// hasJVMData tells whether a Neo4j child process has already made its users here.
func (d dataDir) hasJVMData() bool {
	_, err := os.Stat(filepath.Join(string(d), "data", "databases", "system"))
	return err == nil
}

// writeFile replaces a file at once, readable by its owner only.
func writeFile(path string, content []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".new-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(content)
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	// Elsewhere than on Unix it fails while others read the file.
	return robustio.Rename(temp.Name(), path)
}
