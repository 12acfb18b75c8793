package feed

import (
	"time"

	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// change is a stored change: an entry, or a batch of creations, which is as many as count.
type change struct {
	Entry
	count int
}

func decodeChanges(rows [][]any) ([]change, error) {
	changes := make([]change, len(rows))
	for i, row := range rows {
		var err error
		if changes[i], err = decodeChange(row); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

func decodeChange(row []any) (change, error) {
	var c change
	texts := []*string{
		0: &c.ID, 3: &c.By, 5: &c.Type, 6: &c.Of, 7: &c.From, 8: &c.To, 12: &c.Reverts, 14: &c.Merge, 15: &c.Into, 16: &c.Reason,
	}
	for i, text := range texts {
		if text != nil {
			*text, _ = row[i].(string)
		}
	}
	c.Position, _ = row[1].(int64)
	c.At, _ = row[2].(time.Time)
	kind, _ := row[4].(string)
	c.Kind = journal.ChangeKind(kind)
	c.Erased, _ = row[17].(bool)
	count, _ := row[11].(int64)
	c.count = int(count)
	c.Version, _ = row[13].(int64)
	before, _ := row[9].(string)
	after, _ := row[10].(string)
	var err error
	c.Values, err = values(before, after)
	return c, err
}

// entry is the entry at a place of the change.
func (c change) entry(place int) Entry {
	e := c.Entry
	e.Cursor = Cursor{position: c.Position, place: place + 1}
	if place+1 >= c.count {
		e.Cursor = Cursor{position: c.Position + 1}
	}
	return e
}
