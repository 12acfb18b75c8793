package feed

import (
	"time"

	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// change is a stored change: an entry, or a batch of creations, which is as many as count.
type change struct {
	Entry
	count int
}

// row is a change as it is stored. The lists of a batch of creations are read apart, and only
// the part that is needed.
type row struct {
	ID       string             `column:"id"`
	Position int64              `column:"position"`
	At       time.Time          `column:"at"`
	By       string             `column:"by"`
	Kind     journal.ChangeKind `column:"kind"`
	Type     string             `column:"type"`
	Of       string             `column:"of"`
	From     string             `column:"from"`
	To       string             `column:"to"`
	Before   string             `column:"before"`
	After    string             `column:"after"`
	Count    int                `column:"count"`
	Reverts  string             `column:"reverts"`
	Version  int64              `column:"version"`
	Merge    string             `column:"merge"`
	Into     string             `column:"into"`
	Reason   string             `column:"reason"`
	Erased   bool               `column:"erased"`
}

// columns are those of row, of a change c.
const columns = "c.id AS id, c.position AS position, c.at AS at, c.by AS by, c.kind AS kind, c.type AS type, c.of AS of, c.from AS from, c.to AS to, " +
	"c.before AS before, c.after AS after, c.count AS count, c.reverts AS reverts, c.version AS version, c.merge AS merge, c.into AS into, " +
	"c.reason AS reason, c.erased AS erased"

func decodeChanges(rows query.Rows) ([]change, error) {
	list, err := query.Scan[row](rows)
	if err != nil {
		return nil, err
	}
	changes := make([]change, len(list))
	for i, r := range list {
		if changes[i], err = r.change(); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

func (r row) change() (change, error) {
	v, err := values(r.Before, r.After)
	return change{count: r.Count, Entry: Entry{
		ID: r.ID, Position: r.Position, At: r.At, By: r.By, Kind: r.Kind, Type: r.Type, Of: r.Of, From: r.From, To: r.To, Values: v,
		Reverts: r.Reverts, Version: r.Version, Merge: r.Merge, Into: r.Into, Reason: r.Reason, Erased: r.Erased,
	}}, err
}

// entry is the entry at a place of the change.
func (c change) entry(place int) Entry {
	e := c.Entry
	e.place, e.Cursor = place, Cursor{position: c.Position, place: place + 1}
	if place+1 >= c.count {
		e.Cursor = Cursor{position: c.Position + 1}
	}
	return e
}
