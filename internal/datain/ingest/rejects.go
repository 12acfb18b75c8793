package ingest

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// rejects writes the reject file: CSV with a header, a line for each thing that was left
// out. What is written stays only when it is kept: the next write cuts the rest off.
type rejects struct {
	file RejectFile
	// kept is the length that stays, ahead what was written beyond it.
	kept, ahead int64
}

// rejectColumns is the header of the reject file.
var rejectColumns = []string{"file", "line", "column", "value", "reason", "lost"}

// maxRejectValue bounds a value in the reject file, in bytes.
const maxRejectValue = 2_000

func newRejects(file RejectFile) *rejects { return &rejects{file: file} }

// begin cuts the file to what an earlier import left dealt with. A file that is shorter is
// another one: it is begun anew.
func (r *rejects) begin(size int64) error {
	if r.file == nil {
		return nil
	}
	there, err := r.file.Seek(0, io.SeekEnd)
	if err != nil {
		return rejectsFailed(err)
	}
	if r.kept = size; there < size {
		r.kept = 0
	}
	r.ahead = 1 // whatever is there beyond is cut off
	if r.kept > 0 {
		return r.write(nil)
	}
	var header bytes.Buffer
	if err := writeCells(sheet.NewCSV(&header), rejectColumns); err != nil {
		return err
	}
	if err := r.append(header.Bytes()); err != nil {
		return err
	}
	r.keep()
	return nil
}

// write appends lines to what is kept.
func (r *rejects) write(lines []Problem) error {
	if r.file == nil || (len(lines) == 0 && r.ahead == 0) {
		return nil
	}
	var text bytes.Buffer
	cells := make([][]string, len(lines))
	for i, p := range lines {
		cells[i] = rejectCells(p)
	}
	if err := writeCells(sheet.ContinueCSV(&text), cells...); err != nil {
		return err
	}
	return r.append(text.Bytes())
}

func writeCells(w *sheet.CSV, rows ...[]string) error {
	for _, cells := range rows {
		if err := w.Write(cells...); err != nil {
			return err
		}
	}
	return w.Flush()
}

func rejectCells(p Problem) []string {
	value := p.Value
	if len(value) > maxRejectValue {
		value = strings.ToValidUTF8(value[:maxRejectValue], "") + "…"
	}
	value = strings.ToValidUTF8(value, "\uFFFD")
	return []string{p.File, strconv.Itoa(p.Line), p.Column, value, p.Reason, string(p.Lost)}
}

func (r *rejects) append(text []byte) error {
	if r.ahead > 0 {
		if err := r.file.Truncate(r.kept); err != nil {
			return rejectsFailed(err)
		}
	}
	_, err := r.file.Seek(r.kept, io.SeekStart)
	r.ahead = int64(len(text))
	if err == nil && len(text) > 0 {
		_, err = r.file.Write(text)
	}
	return rejectsFailed(err)
}

// end is the length of the file once what is written is kept.
func (r *rejects) end() int64 { return r.kept + r.ahead }

func (r *rejects) keep() { r.kept, r.ahead = r.kept+r.ahead, 0 }

func rejectsFailed(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	return fault.Wrap(fault.BadUserInput, err, "cannot write the rejects; give another file with --rejects, and run the import again: it goes on where it stopped")
}
