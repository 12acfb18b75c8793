package sheet

import (
	"bufio"
	"io"
	"strings"

	"github.com/clustergraph/clustergraph/internal/fault"
)

// CSV writes rows of safe cells as UTF-8 with a byte order mark, without which Excel takes
// Chinese text for another encoding.
type CSV struct {
	w       *bufio.Writer
	started bool
}

// NewCSV returns a writer of CSV; call Flush at the end.
func NewCSV(w io.Writer) *CSV { return &CSV{w: bufio.NewWriter(w)} }

// Write writes one row. The cells are made safe.
func (c *CSV) Write(cells ...string) error {
	if !c.started {
		c.started = true
		c.w.WriteString("\ufeff") // an error stays and is returned below
	}
	for i, cell := range cells {
		if i > 0 {
			c.w.WriteByte(',')
		}
		c.w.WriteString(quoted(Safe(cell)))
	}
	if len(cells) == 1 && cells[0] == "" {
		c.w.WriteString(`""`) // else a blank line, which is no row
	}
	if _, err := c.w.WriteString("\r\n"); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write the rows; is the disk full")
	}
	return nil
}

// Flush writes what is still held back.
func (c *CSV) Flush() error {
	if err := c.w.Flush(); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write the rows; is the disk full")
	}
	return nil
}

// quoted puts a cell in quotation marks when anything in it might be taken for an end.
func quoted(cell string) string {
	if !strings.ContainsAny(cell, ",;\t\r\n\"'") && strings.TrimSpace(cell) == cell {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}
