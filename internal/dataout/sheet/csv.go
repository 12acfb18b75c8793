package sheet

import (
	"bufio"
	"io"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// CSV writes rows of safe cells as UTF-8 with a byte order mark, without which Excel takes
// Chinese text for another encoding.
type CSV struct {
	w       *bufio.Writer
	started bool
}

// NewCSV returns a writer of CSV; call Flush at the end.
func NewCSV(w io.Writer) *CSV { return &CSV{w: bufio.NewWriter(w)} }

// ContinueCSV is NewCSV for a file that has rows already: it writes no byte order mark.
func ContinueCSV(w io.Writer) *CSV { return &CSV{w: bufio.NewWriter(w), started: true} }

// Write writes one row. The cells are made safe.
func (c *CSV) Write(cells ...string) error {
	var row strings.Builder
	if !c.started {
		row.WriteString(wellformed.ByteOrderMark)
	}
	c.started = true
	for i, cell := range cells {
		if i > 0 {
			row.WriteByte(',')
		}
		row.WriteString(quoted(Safe(cell)))
	}
	if len(cells) == 1 && cells[0] == "" {
		row.WriteString(`""`) // else a blank line, which is no row
	}
	row.WriteString("\r\n")
	if _, err := c.w.WriteString(row.String()); err != nil {
		return full(err)
	}
	return nil
}

// Flush writes what is still held back.
func (c *CSV) Flush() error {
	if err := c.w.Flush(); err != nil {
		return full(err)
	}
	return nil
}

func full(err error) error {
	return fault.Wrap(fault.BadUserInput, err, "cannot write the rows; is the disk full")
}

// quoted puts a cell in quotation marks when anything in it might be taken for an end.
func quoted(cell string) string {
	if !strings.ContainsAny(cell, ",;\t\r\n\"'") && strings.TrimSpace(cell) == cell {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}
