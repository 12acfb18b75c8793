package table

import "bytes"

func (c *csvReader) readHeader(headerRow int) error {
	c.lookAhead()
	if len(c.ahead.list) == 0 {
		return noHeader(c.ahead.end, headerRow)
	}
	first := c.ahead.list[0]
	switch {
	case first.problem != "":
		return refuse("line %d, the header: %s", first.line, first.problem)
	case headerRow > 0 && first.line != headerRow:
		return refuse("line %d should be the header row, but is blank", headerRow)
	case bytes.ContainsRune(first.raw, '\r') && !bytes.ContainsRune(first.raw, '\n'):
		return refuse("its lines end in a lone CR, as on old Macs; save it again with line ends of Windows or Unix")
	}
	return c.takeHead(headerRow)
}

// takeHead takes the header out of the records ahead.
func (c *csvReader) takeHead(headerRow int) error {
	h, notes, err := c.ahead.takeHead(headerRow > 0, func(r csvRecord) ([]string, int, bool) { return r.cells, r.line, r.problem == "" })
	c.header, c.notes = h, append(c.notes, notes...)
	return err
}

// lookAhead reads the first records that hold anything.
func (c *csvReader) lookAhead() {
	size := 0
	for len(c.ahead.list) < headWindow && size < headBytes {
		record, err := c.records.next()
		if err != nil {
			c.ahead.end = err
			return
		}
		if record.problem == "" && allEmpty(record.cells) {
			continue
		}
		record.raw = bytes.Clone(record.raw)
		size += len(record.raw)
		c.ahead.list = append(c.ahead.list, record)
	}
}

func (c *csvReader) record() (csvRecord, error) { return c.ahead.next(c.records.next) }
