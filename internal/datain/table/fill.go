package table

// filling is a reader in some columns of which an empty cell, or one that is part of a merged
// cell, has the value of the row above.
type filling struct {
	Reader
	columns []string
	above   map[string]any
}

// Next returns the next row, filled. Totals and remarks neither take a value nor give one.
func (f *filling) Next() (Row, error) {
	row, err := f.Reader.Next()
	if err != nil || row.Values == nil || row.Aside != "" {
		return row, err
	}
	for _, column := range f.columns {
		v, there := row.Values[column]
		u, unreadable := v.(Unreadable)
		switch {
		case unreadable && !u.Merged:
			f.above[column] = ""
		case unreadable, !there, v == nil, v == "":
			row.Values[column] = f.above[column]
		default:
			f.above[column] = v
		}
	}
	return row, nil
}
