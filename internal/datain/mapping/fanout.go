package mapping

import "fmt"

// maxEntries bounds the entries that one row fans out to.
const maxEntries = 10_000

// fanout turns one row into several entries.
type fanout struct {
	value *value
	// split parts a text into entries, pair an entry into key and value, path an entry
	// into steps, each of which becomes an entry.
	split []string
	pair  string
	path  string
	isMap bool
	// beside are lists that run along, by the name that entry: reads them by.
	beside []besideList
	title  string
}

type besideList struct {
	name  string
	value *value
	split []string
}

// entries reads the cell and parts it. A Problem tells that the cell cannot be parted.
func (f *fanout) entries(r *row) ([]*entry, *Problem) {
	c := f.value.read(r)
	if c.reason != "" {
		p := c.problem()
		return nil, &p
	}
	found, reason := f.part(c.value)
	if reason == "" && len(found) > maxEntries {
		reason = fmt.Sprintf("has %d entries, at most %d are read of one row", len(found), maxEntries)
	}
	if reason == "" {
		reason = f.runAlong(r, found)
	}
	var list []*entry
	switch {
	case reason != "":
	case f.path != "":
		list, reason = f.steps(found)
	default:
		list = f.chain(found)
	}
	if reason != "" {
		p := c.failed("%s", reason).problem()
		return nil, &p
	}
	for _, e := range list {
		e.column = c.column
	}
	return list, nil
}
