package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// readEdits reads what was changed since the merge of the node, and of the relationships that
// the merge touched.
func (u *unmerging) readEdits(ctx context.Context) error {
	rows, err := u.tx.Run(ctx, query.Statement{
		Text:   "MATCH (c:" + catalog.ChangeLabel + " {of: $from}) WHERE c.merge = $merge RETURN c.at ORDER BY c.at LIMIT 1",
		Params: map[string]any{"from": u.merge.From, "merge": u.merge.ID},
	})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fault.New(fault.Conflict, "the change that tells of the merge is gone, so that it is not known what came after it")
	}
	u.began = rows[0][0]
	things := []any{u.merge.Into}
	for _, m := range u.detail.Moved {
		things = append(things, m.ID)
	}
	for _, f := range u.detail.Folded {
		things = append(things, f.Kept.ID)
	}
	for _, one := range u.detail.Ones {
		things = append(things, one.ID)
	}
	edits, err := editsOf(ctx, u.tx, things, u.began, u.merge.ID)
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
	if _, err := u.tx.Run(ctx, lockEdges(u.entity.Name, u.merge.Into)); err != nil {
		return err
	}
	links, err := u.AllLinks(ctx, u.tx, u.entity, u.merge.Into)
	if err != nil {
		return err
	}
	var changes distinct
	for _, l := range links {
		u.links[l.ID] = l.edge
		if in := l.edge.stored[catalog.CreatedIn]; in != nil {
			changes.add(in, in)
		}
	}
	rows, err := u.tx.Run(ctx, query.Statement{
		Text:   "UNWIND $changes AS v MATCH (c:" + catalog.ChangeLabel + " {id: v}) WHERE c.at >= $since AND coalesce(c.merge, '') <> $merge RETURN c.id",
		Params: map[string]any{"changes": changes.values, "since": u.began, "merge": u.merge.ID},
	})
	if err != nil {
		return err
	}
	since := map[any]bool{}
	for _, row := range rows {
		since[row[0]] = true
	}
	before := map[string]bool{}
	for _, m := range u.detail.Moved {
		before[m.ID] = true
	}
	for id, e := range u.links {
		if in := e.stored[catalog.CreatedIn]; since[in] && !before[id] {
			u.made[id] = laterEdit{id: property.Text(in), of: id, kind: ChangeCreate}
		}
	}
	return nil
}
