package extract

import (
	"io"

	"github.com/clustergraph/clustergraph/internal/dataout/format"
)

// Format is how a table is written.
type Format string

// The formats; each is the extension of its files.
const (
	CSV       Format = "csv"
	Excel     Format = "xlsx"
	JSONLines Format = "jsonl"
)

// opener begins a table.
type opener = func(w io.Writer, title string) (sink, error)

var formats = format.Table[opener]{What: "tables", Formats: []format.Format[opener]{
	{Name: string(CSV), MediaType: "text/csv; charset=utf-8", Write: newCSVSink},
	{Name: string(Excel), MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Write: newBookSink},
	{Name: string(JSONLines), MediaType: "application/x-ndjson; charset=utf-8", Write: newLinesSink},
}}

// MediaType is that of the format, empty for one that does not exist.
func (f Format) MediaType() string {
	found, _ := formats.Find(string(f))
	return found.MediaType
}

func newSink(f Format, w io.Writer, title string) (sink, error) {
	found, err := formats.Find(string(f))
	if err != nil {
		return nil, err
	}
	return found.Write(w, title)
}
