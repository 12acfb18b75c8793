package table

import "bytes"

func (c *csvReader) readHeader(headerRow int) error {
	c.lookAhead()
	if len(c.ahead) == 0 {
		return noHeader(c.end, headerRow)
	}
	first := c.ahead[0]
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
func (c *csvReader) takeHead(headerRow int) (err error) {
	var rows [][]string
	var lines []int
	for _, r := range c.ahead {
		if r.problem != "" {
			break
		}
		rows, lines = append(rows, r.cells), append(lines, r.line)
	}
	h := headOrFirst(rows, headerRow > 0)
	c.notes = append(c.notes, h.note(lines)...)
	c.ahead = c.ahead[h.at+h.rows:]
	c.header, err = newHeader(h.names(rows))
	return err
}

// lookAhead reads the first records that hold anything.
func (c *csvReader) lookAhead() {
	size := 0
	for len(c.ahead) < headWindow && size < headBytes {
		record, err := c.records.next()
		if err != nil {
			c.end = err
			return
		}
		if record.problem == "" && allEmpty(record.cells) {
			continue
		}
		record.raw = bytes.Clone(record.raw)
		size += len(record.raw)
		c.ahead = append(c.ahead, record)
	}
}

func (c *csvReader) record() (csvRecord, error) {
	if len(c.ahead) > 0 {
		record := c.ahead[0]
		c.ahead = c.ahead[1:]
		return record, nil
	}
	if c.end != nil {
		return csvRecord{}, c.end
	}
	return c.records.next()
}
