package importjob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// openRejects opens the reject file of a job. An import that goes on where another job stopped
// goes on with what that one rejected; ingest cuts off what it did not keep, and all of it where
// the import starts over.
func openRejects(up *upload.Upload, job *Job, mapping string) (_ *os.File, err error) {
	path := rejectsPath(up, job.ID)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, rejectsFailed(err)
	}
	if job.DryRun {
		return file, nil // it begins at the beginning, and nothing goes on with it
	}
	last := lastPath(up, mapping)
	if err := copyLast(file, up, last); err != nil {
		return nil, errors.Join(rejectsFailed(err), file.Close())
	}
	if err := os.WriteFile(last, []byte(job.ID), 0o600); err != nil {
		return nil, errors.Join(rejectsFailed(err), file.Close())
	}
	return file, nil
}

// lastPath is the file that names the last job of an upload with a mapping.
func lastPath(up *upload.Upload, mapping string) string {
	sum := sha256.Sum256([]byte(mapping))
	return filepath.Join(up.Dir(), hex.EncodeToString(sum[:12])+".last")
}

// copyLast copies what the last job of the same import rejected, if there was one.
func copyLast(to io.Writer, up *upload.Upload, last string) error {
	id, err := os.ReadFile(last)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || !strings.HasPrefix(string(id), jobPrefix+"_") {
		return err
	}
	from, err := os.Open(rejectsPath(up, string(id)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = io.Copy(to, from)
	return err
}

func rejectsFailed(err error) error {
	return fault.Wrap(fault.Internal, err, "the file for rejects cannot be written; the service's disk may be full")
}

func rejectsPath(up *upload.Upload, job string) string {
	return filepath.Join(up.Dir(), job+".rejects.csv")
}
