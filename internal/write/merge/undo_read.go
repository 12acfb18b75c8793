package merge

import (
	"context"
	"slices"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// readEdits reads what was changed since the merge of the node, and of the relationships that
// the merge touched.
func (u *unmerging) readEdits(ctx context.Context) error {
	began, err := query.Values[time.Time](ctx, u.tx, query.Statement{
		Text:   "MATCH (c:" + catalog.ChangeLabel + " {of: $from}) WHERE c.merge = $merge RETURN c.at AS at ORDER BY c.at LIMIT 1",
		Params: map[string]any{"from": u.merge.From, "merge": u.merge.ID},
	}, "at")
	if err != nil {
		return err
	}
	if len(began) == 0 {
		return fault.New(fault.Conflict, "the change that tells of the merge is gone, so that it is not known what came after it")
	}
	u.began = began[0]
	elements := []string{u.merge.Into}
	for _, m := range u.detail.Moved {
		elements = append(elements, m.ID)
	}
	for _, f := range u.detail.Folded {
		elements = append(elements, f.Kept.ID)
	}
	for _, one := range u.detail.Ones {
		elements = append(elements, one.ID)
	}
	edits, err := editsOf(ctx, u.tx, elements, u.began, u.merge.ID)
	seen := map[string]bool{}
	for _, e := range edits {
		if !seen[e.id] {
			seen[e.id] = true
			u.edits[e.of] = append(u.edits[e.of], e)
		}
	}
	return err
}

// readLinks reads the present relationships of the merged node, and which were made since.
func (u *unmerging) readLinks(ctx context.Context) error {
	if _, err := u.tx.Query(ctx, element.LockEdges(u.entity.Name, u.merge.Into)); err != nil {
		return err
	}
	links, err := element.EdgesOf(ctx, u.tx, u.cat, u.entity, u.merge.Into)
	if err != nil {
		return err
	}
	var changes []string
	for _, e := range links {
		u.links[e.ID] = e
		if in := madeIn(e); in != "" {
			changes = append(changes, in)
		}
	}
	slices.Sort(changes)
	since, err := u.since(ctx, slices.Compact(changes))
	if err != nil {
		return err
	}
	before := map[string]bool{}
	for _, m := range u.detail.Moved {
		before[m.ID] = true
	}
	for id, e := range u.links {
		if in := madeIn(e); slices.Contains(since, in) && !before[id] {
			u.made[id] = laterEdit{id: in, of: id, kind: journal.ChangeCreate}
		}
	}
	return nil
}

// madeIn is the change that tells of the creation of a relationship.
func madeIn(e element.Edge) string { return property.Text(e.Properties[catalog.CreatedIn]) }

// since are those of some changes that were made since the merge.
func (u *unmerging) since(ctx context.Context, changes []string) ([]string, error) {
	return query.Values[string](ctx, u.tx, query.Statement{
		Text:   "UNWIND $changes AS v MATCH (c:" + catalog.ChangeLabel + " {id: v}) WHERE c.at >= $since AND coalesce(c.merge, '') <> $merge RETURN c.id AS id",
		Params: map[string]any{"changes": changes, "since": u.began, "merge": u.merge.ID},
	}, "id")
}
