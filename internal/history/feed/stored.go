package feed

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// small is the number of creations up to which the lists of a batch are read with it.
const small = 100

// Stored is a change as the database keeps it: of one element, or all creations of a batch.
// Reading it costs the same whatever its length; the entries of a large batch are read by
// Expand, when somebody wants them.
type Stored struct {
	whole change
	made  created
	// expanded tells that made holds the lists of a batch.
	expanded bool
}

// Type is the entity, or the relationship type, of all entries.
func (s Stored) Type() string { return s.whole.Type }

// Position is the change's place in the feed.
func (s Stored) Position() int64 { return s.whole.Position }

// Erases tells that the change took values out of changes before it.
func (s Stored) Erases() bool { return s.whole.Kind == journal.ChangeErase }

// Len is the number of entries.
func (s Stored) Len() int { return max(s.whole.count, 1) }

// Expanded tells that the entries are known.
func (s Stored) Expanded() bool { return s.expanded }

// Size is about how many bytes it takes.
func (s Stored) Size() int {
	const fixed, each = 300, 60
	n := fixed + each*(len(s.made.IDs)+len(s.made.From)+len(s.made.To))
	for _, v := range s.whole.Values {
		n += each + len(v.Before) + len(v.After)
	}
	return n
}

// Entry is the entry at a place, 0 to Len-1, of a change that is expanded.
func (s Stored) Entry(place int) Entry {
	e := s.whole.entry(place)
	s.made.fill(&e, place)
	return e
}

// Place is the first place that lies behind a cursor; Len when none does.
func (s Stored) Place(after Cursor) int {
	switch {
	case after.position < s.whole.Position:
		return 0
	case after.position > s.whole.Position:
		return s.Len()
	}
	return min(after.place, s.Len())
}

// Behind is the cursor behind the whole change.
func (s Stored) Behind() Cursor { return Cursor{position: s.whole.Position + 1} }

// Expand reads the entries of a batch.
func (s Stored) Expand(ctx context.Context, db *neo.DB) (Stored, error) {
	if s.expanded {
		return s, nil
	}
	made, err := readCreated(ctx, db, []span{{change: s.whole, end: s.whole.count}})
	if err != nil {
		return s, err
	}
	s.made, s.expanded = made[s.whole.Position], true
	return s, nil
}

// End is the cursor behind all that was committed before the call.
func End(ctx context.Context, db *neo.DB) (Cursor, error) {
	last, err := CatchUp(ctx, db)
	return Cursor{position: last + 1}, err
}

// Given is the cursor behind the last change that is known to have a position. Unlike End it
// waits for nobody.
func Given(ctx context.Context, db *neo.DB) (Cursor, error) {
	last, err := query.Values[int64](ctx, db, query.Statement{Text: "MATCH (f:" + catalog.FeedLabel + " {id: 'feed'}) RETURN f.position AS position"}, "position")
	if len(last) == 0 {
		return Cursor{position: 1}, err
	}
	return Cursor{position: last[0] + 1}, err
}

// StoredSince returns at most limit changes from a cursor's on, as Since does entries.
func StoredSince(ctx context.Context, db *neo.DB, after Cursor, limit int) ([]Stored, error) {
	if _, err := Sequence(ctx, db); err != nil {
		return nil, err
	}
	first := max(after.position, 1)
	found, err := readStored(ctx, db, "c.position >= $first", map[string]any{"first": first, "limit": limit})
	for i, s := range found {
		if s.whole.Position != first+int64(i) {
			return found[:i], err
		}
	}
	return found, err
}

// stretch bounds the positions that StoredBetween looks through at once.
const stretch = 20_000

// Want narrows what StoredBetween returns. What it lets through may still be unwanted: a
// large batch, or what a merge did to a relationship.
type Want struct {
	// Types of changes, nil for all.
	Types []string
	// IDs are of entities and relationships, or of ends of relationships; nil for all.
	IDs []string
	// By are who wrote, and Kinds what changes did; nil for all.
	By    []string
	Kinds []journal.ChangeKind
}

// where is the condition in Cypher.
func (w Want) where(params map[string]any) string {
	text := ""
	if w.Types != nil {
		text += " AND c.type IN $types"
		params["types"] = w.Types
	}
	if w.By != nil {
		text += " AND c.by IN $by"
		params["by"] = w.By
	}
	if w.Kinds != nil {
		text += " AND c.kind IN $kinds"
		params["kinds"] = texts(w.Kinds)
	}
	if w.IDs != nil {
		text += " AND (c.of IN $ids OR c.from IN $ids OR c.to IN $ids OR c.merge IS NOT NULL OR c.kind = $create AND " +
			"(c.count > $small OR any(x IN c.ids + coalesce(c.froms, []) + coalesce(c.tos, []) WHERE x IN $ids)))"
		params["ids"], params["create"] = w.IDs, string(journal.ChangeCreate)
	}
	return text
}

func texts(kinds []journal.ChangeKind) []string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = string(k)
	}
	return list
}

// StoredBetween returns at most limit changes between two cursors that may be wanted, and the
// cursor to go on from. The second must not lie behind the end of the feed: up to there no
// position is still to come. A call looks through a stretch of the feed and may find nothing
// in it.
func StoredBetween(ctx context.Context, db *neo.DB, after, before Cursor, want Want, limit int) ([]Stored, Cursor, error) {
	first := max(after.position, 1)
	end := min(before.position, first+stretch)
	params := map[string]any{"first": first, "end": end, "limit": limit}
	found, err := readStored(ctx, db, "c.position >= $first AND c.position < $end"+want.where(params), params)
	switch {
	case err != nil:
		return nil, after, err
	case len(found) == limit:
		return found, found[limit-1].Behind(), nil
	}
	return found, Cursor{position: end}, nil
}

func readStored(ctx context.Context, db *neo.DB, where string, params map[string]any) ([]Stored, error) {
	params["small"] = small
	rows, err := db.Query(ctx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + ") WHERE " + where + " WITH c ORDER BY c.position LIMIT $limit " +
			"WITH c, c.count <= $small AS short ORDER BY c.position " +
			"RETURN " + columns + ", CASE WHEN short THEN c.ids END AS ids, CASE WHEN short THEN c.froms END AS froms, CASE WHEN short THEN c.tos END AS tos",
		Params: params,
	})
	if err != nil {
		return nil, err
	}
	changes, err := decodeChanges(rows)
	if err != nil {
		return nil, err
	}
	made, err := query.Scan[created](rows)
	found := make([]Stored, len(made))
	for i, c := range made {
		found[i] = Stored{whole: changes[i], made: c, expanded: changes[i].Kind != journal.ChangeCreate || changes[i].count <= small}
	}
	return found, err
}
