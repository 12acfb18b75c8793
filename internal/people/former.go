package people

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// readFormer reads those that were merged into the person, and into these.
func (s *subject) readFormer(ctx context.Context, run query.Runner, cat *catalog.Catalog) error {
	known := map[string]bool{s.ID: true}
	for next := []string{s.ID}; len(next) > 0; {
		ids, err := query.Values[string](ctx, run, query.Statement{
			Text:   "UNWIND $ids AS v MATCH (x:" + catalog.AliasLabel + " {into: v}) RETURN DISTINCT x.of AS of ORDER BY of",
			Params: map[string]any{"ids": next},
		}, "of")
		if err != nil {
			return err
		}
		if s.gone {
			if ids, err = goneInto(ctx, run, next); err != nil {
				return err
			}
		}
		next = nil
		for _, id := range ids {
			if known[id] || cat.EntityOfID(id) != s.entity {
				continue
			}
			one, err := load(ctx, run, cat, s.entity, id)
			if fault.CodeOf(err) == fault.NotFound && err != nil && s.gone {
				continue // removed, and erased since
			}
			if err != nil {
				return err
			}
			known[id] = true
			next, s.former = append(next, id), append(s.former, one)
		}
	}
	return nil
}

// all are the person and those that were merged into them.
func (s *subject) all() []*subject { return append([]*subject{s}, s.former...) }
