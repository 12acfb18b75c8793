package upload

import (
	"errors"
	"io/fs"
	"path/filepath"
	"sync"

	"github.com/shirou/gopsutil/v4/disk"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// leastFree is how many bytes uploads leave free on the disk: the database is likely to be on it,
// and stops when it is full.
const leastFree = 512 << 20

// look is after how many bytes the disk is asked again.
const look = 16 << 20

// usage is how many bytes are kept.
type usage struct {
	mu   sync.Mutex
	kept int64
	// unseen are the bytes since the disk was last asked.
	unseen int64
}

// count counts what is there.
func (u *usage) count(root string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.kept = 0
	err := filepath.WalkDir(root, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			var info fs.FileInfo
			if info, err = entry.Info(); err == nil {
				u.kept += info.Size()
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it was removed meanwhile
		}
		return err
	})
	if err != nil {
		return fault.Wrap(fault.Internal, err, "the uploads cannot be counted")
	}
	return nil
}

// admit refuses an upload of a size, -1 for unknown, of which it is known that there is no place.
func (s *Store) admit(size int64) error {
	if size > s.limits.One+formOverhead {
		return s.tooLarge()
	}
	s.usage.mu.Lock()
	defer s.usage.mu.Unlock()
	if s.usage.kept >= s.limits.All || size-formOverhead > s.limits.All-s.usage.kept {
		return s.full()
	}
	return s.roomFor(max(size, 0))
}

// formOverhead is what a form may have beside its files.
const formOverhead = 64 << 10

// reserve counts bytes that are about to be written.
func (s *Store) reserve(bytes int64) error {
	s.usage.mu.Lock()
	defer s.usage.mu.Unlock()
	if s.usage.kept+bytes > s.limits.All {
		return s.full()
	}
	if s.usage.unseen += bytes; s.usage.unseen >= look {
		s.usage.unseen = 0
		if err := s.roomFor(bytes); err != nil {
			return err
		}
	}
	s.usage.kept += bytes
	return nil
}

// roomFor refuses what would fill the disk. A disk that does not tell is trusted.
func (s *Store) roomFor(bytes int64) error {
	free, told := s.free()
	if !told || free-bytes >= leastFree {
		return nil
	}
	return fault.New(fault.RateLimited, "the disk of the service has %d MiB left, and uploads leave %d MiB free; make room on it, and send the files again", max(free, 0)>>20, leastFree>>20)
}

// freeOn is how many bytes are left on the disk of a directory; told is false where it does not tell.
func freeOn(dir string) (free int64, told bool) {
	stat, err := disk.Usage(dir)
	if err != nil {
		return 0, false
	}
	return int64(min(stat.Free, 1<<62)), true
}

func (s *Store) tooLarge() error {
	return fault.New(fault.BadUserInput, "the files have more than %d bytes together (--max-upload); split them, or import them with the command line", s.limits.One)
}

func (s *Store) full() error {
	return fault.New(fault.RateLimited, "the uploads that are kept would have more than %d bytes together (--max-uploads); each goes a week after it was last used: wait, or let the operator raise the limit", s.limits.All)
}
