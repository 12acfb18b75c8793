package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// load finds the ends of the rows and the relationships that the rows may be about.
func (b *edgeBatch) load(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, typ string, pairs *pairs, prepared []placed) error {
	gaps, err := b.loadPairs(ctx, tx, pairs, prepared)
	if err != nil {
		return err
	}
	if err := b.loadByID(ctx, tx, cat, typ, edgeIDs(prepared)); err != nil {
		return err
	}
	if err := b.follow(ctx, tx, cat, typ, gaps, prepared); err != nil {
		return err
	}
	return b.loadTree(ctx, tx, prepared)
}

// loadPairs finds the ends of pairs and what joins them; gaps are the pairs without an end.
func (b *edgeBatch) loadPairs(ctx context.Context, tx *neo.Tx, pairs *pairs, prepared []placed) (gaps []gap, err error) {
	for _, g := range pairs.groups {
		found, err := query.All[pairFound](ctx, tx, g.statement())
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			if one.From == "" || one.To == "" {
				gaps = append(gaps, gap{g, one.At, one.From, one.To})
				continue
			}
			b.loadPair(g, one, prepared)
		}
	}
	return gaps, nil
}

// loadByID finds relationships of a type by their ids. The ends need not be those that a row
// says: the apply step tells the difference.
func (b *edgeBatch) loadByID(ctx context.Context, tx *neo.Tx, cat *catalog.Catalog, typ string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := element.FindEdges(ctx, tx, cat, typ, ids)
	for _, e := range found {
		b.add(e)
	}
	return err
}

// loadPair takes in what was found between two ends.
func (b *edgeBatch) loadPair(g *pairGroup, found pairFound, prepared []placed) {
	for _, i := range g.rows[found.At] {
		prepared[i].from, prepared[i].to = found.From, found.To
	}
	for _, item := range found.Edges {
		if r, _ := item.([]any); len(r) == 3 {
			e := element.Element{From: property.Text(r[0]), To: property.Text(r[1])}
			e.Properties, _ = r[2].(map[string]any)
			e.ID = property.Text(e.Properties["id"])
			b.add(element.Edge{Element: e, Kind: g.kind})
		}
	}
}
