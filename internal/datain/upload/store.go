package upload

import (
	"cmp"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// DefaultMax bounds the files of one upload together, in bytes.
	DefaultMax = 2 << 30
	// DefaultMaxAll bounds all that is kept of uploads together, in bytes.
	DefaultMaxAll = 4 << 30
	// keep is how long an upload stays; imports that stopped can be resumed as long.
	keep = 7 * 24 * time.Hour
)

// Limits bound what is kept, in bytes; zero values stand for the defaults.
type Limits struct {
	// One bounds the files of one upload, All those of all, with what was rejected of them.
	One, All int64
}

// Store is a directory of uploads. It is safe for concurrent use.
type Store struct {
	root   string
	limits Limits
	usage  usage
	// free is how many bytes the disk has left, where it tells.
	free func() (bytes int64, told bool)
	// window is how often a sender is looked at.
	window time.Duration
}

// Open makes the directory, which only its owner can read, and removes uploads that are
// older than a week.
func Open(dir string, limits Limits) (*Store, error) {
	limits.One, limits.All = cmp.Or(limits.One, DefaultMax), cmp.Or(limits.All, DefaultMaxAll)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot make the directory of uploads %s", dir)
	}
	s := &Store{root: dir, limits: limits, window: window, free: func() (int64, bool) { return freeOn(dir) }}
	return s, s.RemoveOld(time.Now(), nil)
}

// RemoveOld removes uploads that nothing was done with for a week before now, but for those that
// are used, and counts anew what is kept.
func (s *Store) RemoveOld(now time.Time, used func(id string) bool) error {
	entries, err := os.ReadDir(s.root)
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot read the directory of uploads %s", s.root)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !validID(entry.Name()) || info.ModTime().After(now.Add(-keep)) || used != nil && used(entry.Name()) {
			continue
		}
		err = os.RemoveAll(filepath.Join(s.root, entry.Name()))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fault.Wrap(fault.BadUserInput, err, "cannot remove the old upload %s", entry.Name())
		}
	}
	return s.usage.count(s.root)
}

// Place names the directory, on this machine.
func (s *Store) Place() string {
	host, err := os.Hostname()
	if err != nil {
		host = ""
	}
	root, err := filepath.Abs(s.root)
	if err != nil {
		root = s.root
	}
	return host + ":" + root
}

// New starts an upload. Its id cannot be guessed.
func (s *Store) New() (*Upload, error) {
	u := &Upload{ID: idPrefix + strings.ToLower(rand.Text()), store: s}
	if err := os.MkdirAll(u.files(), 0o700); err != nil {
		return nil, cannotKeep(err)
	}
	return u, nil
}

const idPrefix = "upl_"

var idForm = regexp.MustCompile(`^` + idPrefix + `[a-z2-7]{26}$`)

func validID(id string) bool { return idForm.MatchString(id) }

// Find returns an upload that is here. Its errors are about the argument upload.
func (s *Store) Find(id string) (*Upload, error) {
	u := &Upload{ID: id, store: s}
	refused := fault.NoIDOf(id, "upload", strings.TrimSuffix(idPrefix, "_"))
	if validID(id) {
		if info, err := os.Stat(u.files()); err == nil && info.IsDir() {
			return u, nil
		}
		refused = fault.New(fault.NotFound, "there is no such upload here; uploads are kept for a week on the machine that took them: send the files to /imports again")
	}
	return nil, refused.At("upload")
}

// All returns the uploads that are here.
func (s *Store) All() ([]*Upload, error) {
	entries, err := os.ReadDir(s.root)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "the uploads cannot be listed")
	}
	var list []*Upload
	for _, entry := range entries {
		if u, err := s.Find(entry.Name()); err == nil {
			list = append(list, u)
		}
	}
	return list, nil
}

func cannotKeep(err error) error {
	return fault.Wrap(fault.Internal, err, "the upload cannot be kept; the service's disk may be full")
}
