package importjob

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/robustio"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// erased stands for a cell that named somebody.
const erased = "(erased)"

// forgetRejects takes the lines out of the reject files of an upload that name somebody: where
// they stood remains.
func forgetRejects(up *upload.Upload, names func(text string) bool) error {
	paths, err := filepath.Glob(filepath.Join(up.Dir(), "*.rejects.csv"))
	for _, path := range paths {
		text, readErr := os.ReadFile(path)
		if readErr != nil {
			err = errors.Join(err, cannotForget(readErr))
			continue
		}
		if names(string(text)) {
			err = errors.Join(err, rewriteRejects(path, text, names))
		}
	}
	return err
}

func rewriteRejects(path string, text []byte, names func(text string) bool) error {
	var out bytes.Buffer
	if err := copyRejects(&out, text, names, erased); err != nil {
		return err
	}
	fresh := path + ".new"
	if err := os.WriteFile(fresh, out.Bytes(), 0o600); err != nil {
		return cannotForget(err)
	}
	return cannotForget(robustio.Rename(fresh, path))
}

// copyRejects copies a reject file with a word for each cell that names somebody.
func copyRejects(out io.Writer, text []byte, names func(text string) bool, word string) error {
	w := sheet.NewCSV(out)
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), wellformed.ByteOrderMark)))
	in.FieldsPerRecord, in.LazyQuotes = -1, true
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return cannotForget(err)
		}
		for i, cell := range cells {
			if names(cell) {
				cells[i] = word
			}
		}
		if err := w.Write(cells...); err != nil {
			return err
		}
	}
	return w.Flush()
}

func cannotForget(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(fault.Internal, err, "a file of an upload that may name the person cannot be rewritten; remove it by hand")
}
