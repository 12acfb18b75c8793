package feed

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Past is a node or relationship with all that is known to have happened to it.
type Past struct {
	// Thing is what it is, or was: without properties when it is gone.
	element.Element
	// Exists tells that it is there now.
	Exists bool
	// Entries are its changes, oldest first, with the values that it was made with.
	Entries []Entry
	// Present are its values now, as changes tell them; none when it is gone.
	Present map[string]json.RawMessage
}

// PastOf reads the past of the element with an id; one that was never one of ours is NOT_FOUND.
// What was written before changes were recorded has no creation, a deleted element keeps its
// history. Changes that wait for their position have none.
func PastOf(ctx context.Context, run query.Runner, cat *catalog.Catalog, id string) (Past, error) {
	// The element is read before its changes: what is written in between is taken back to what
	// was read.
	el, found, err := element.Find(ctx, run, cat, id)
	if err != nil {
		return Past{}, err
	}
	p := Past{Element: el, Exists: found}
	if p.Entries, err = changesOf(ctx, run, el); err != nil {
		return p, err
	}
	if !found && len(p.Entries) == 0 {
		return p, element.Unknown()
	}
	slices.SortFunc(p.Entries, func(a, b Entry) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	if p.Present, err = raw(journal.Audited(el.Fields, el.Properties)); err != nil {
		return p, err
	}
	unfold(p.Entries, p.Present)
	if !found {
		last := p.Entries[len(p.Entries)-1]
		p.Type, p.From, p.To = last.Type, last.From, last.To
		p.Fields = element.FieldsOf(cat, p.Element)
	}
	return p, nil
}

// Now is the element as it is, as an entry that has created it.
func (p Past) Now() Entry {
	return Entry{Kind: journal.ChangeCreate, Type: p.Type, Of: p.ID, From: p.From, To: p.To, Values: joined(nil, p.Present)}
}

// After are the values that the entry has left, but those that it has taken away.
func (e Entry) After() map[string]json.RawMessage {
	values := map[string]json.RawMessage{}
	for _, v := range e.Values {
		if !isNull(v.After) {
			values[v.Field] = v.After
		}
	}
	return values
}
