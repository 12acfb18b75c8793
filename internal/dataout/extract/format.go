package extract

import (
	"io"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Format is how a table is written.
type Format string

// The formats; each is the extension of its files.
const (
	CSV       Format = "csv"
	Excel     Format = "xlsx"
	JSONLines Format = "jsonl"
)

// writing is what there is to know of a format.
type writing struct {
	format    Format
	mediaType string
	open      func(w io.Writer, title string) (sink, error)
}

var writings = []writing{
	{CSV, "text/csv; charset=utf-8", newCSVSink},
	{Excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", newBookSink},
	{JSONLines, "application/x-ndjson; charset=utf-8", newLinesSink},
}

func (f Format) writing() (writing, error) {
	known := make([]Format, len(writings))
	for i, w := range writings {
		if w.format == f {
			return w, nil
		}
		known[i] = w.format
	}
	return writing{}, fault.New(fault.NotFound, "tables are written as %s, not as %q", fault.OneOf(known...), f)
}

// MediaType is that of the format, empty for one that does not exist.
func (f Format) MediaType() string {
	w, _ := f.writing()
	return w.mediaType
}

func newSink(f Format, w io.Writer, title string) (sink, error) {
	writing, err := f.writing()
	if err != nil {
		return nil, err
	}
	return writing.open(w, title)
}
