package table

// ahead holds records that were read to find the header, which end with end.
type ahead[R any] struct {
	list []R
	end  error
}

// next returns the first of them and then, behind the last, what read returns.
func (a *ahead[R]) next(read func() (R, error)) (record R, err error) {
	switch {
	case len(a.list) > 0:
		record, a.list = a.list[0], a.list[1:]
		return record, nil
	case a.end != nil:
		return record, a.end
	}
	return read()
}

// takeHead takes the header out of them, with what is to be said of it; given tells that the first
// is the header. Cells returns the cells of a record and its line; false where it cannot be read.
func (a *ahead[R]) takeHead(given bool, cells func(R) (cells []string, line int, ok bool)) (header, []string, error) {
	var rows [][]string
	var lines []int
	for _, r := range a.list {
		row, line, ok := cells(r)
		if !ok {
			break
		}
		rows, lines = append(rows, row), append(lines, line)
	}
	found := headOrFirst(rows, given)
	a.list = a.list[found.at+found.rows:]
	h, err := newHeader(found.names(rows))
	h.unit = found.unit(rows)
	return h, found.note(rows, lines), err
}
