package feed

import (
	"context"
	"encoding/base64"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// A cursor of a history is the number of an entry and, so that the feed can be followed from
// there too, the cursor of the feed behind that entry.
const historyForm = "h%d@%d.%d"

func historyCursor(n int, behind Cursor) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, historyForm, n, behind.position, behind.place))
}

func parseHistoryCursor(s string) (n int, behind Cursor, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), historyForm, &n, &behind.position, &behind.place)
	}
	if err != nil || n < 0 || behind.position < 0 || behind.place < 0 || historyCursor(n, behind) != s {
		return 0, Cursor{}, fault.New(fault.BadUserInput, "this is no cursor of a history; pass the endCursor of a page, or leave it out").At("after")
	}
	return n, behind, nil
}

// withCursors gives the entries of the element with an id the cursors of the feed that lie behind
// them. One without a position has that of the entry before: nothing behind it is missed.
func withCursors(ctx context.Context, run query.Runner, id string, entries []Entry) error {
	var made []any
	for i := range entries {
		e := &entries[i]
		if e.Kind == journal.ChangeCreate {
			made = append(made, e.Position)
		}
		switch {
		case e.Position > 0:
			e.Cursor = Cursor{position: e.Position + 1}
		case i > 0:
			e.Cursor = entries[i-1].Cursor
		}
	}
	if len(made) == 0 {
		return nil
	}
	places, err := query.All[placed](ctx, run, query.Statement{
		Text: "UNWIND $positions AS p MATCH (c:" + catalog.ChangeLabel + " {position: p}) WITH c.position AS position, c.ids AS ids " +
			"RETURN position, [i IN range(0, size(ids) - 1) WHERE ids[i] = $id][0] AS place, size(ids) AS count",
		Params: map[string]any{"positions": made, "id": id},
	})
	for _, p := range places {
		for i := range entries {
			if p.Place != nil && entries[i].Position == p.Position {
				entries[i].Cursor = change{Entry: entries[i], count: p.Count}.entry(*p.Place).Cursor
			}
		}
	}
	return err
}

// placed is where an element stands in the creations of a batch; Place is nil where it does not.
type placed struct {
	Position int64 `column:"position"`
	Place    *int  `column:"place"`
	Count    int   `column:"count"`
}
