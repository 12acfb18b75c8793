package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// tree holds, of nodes that form one, what each lies in.
type tree map[string]string

// liesIn tells that a node is another, or lies in it at any depth. What was in a circle before
// there was this rule ends the search.
func (t tree) liesIn(id, top string) bool {
	for passed := map[string]bool{}; id != "" && !passed[id]; id = t[id] {
		if id == top {
			return true
		}
		passed[id] = true
	}
	return false
}

func (t tree) put(e *edge) {
	if e.kind.Tree {
		t[e.from] = e.to
	}
}

func (t tree) cut(e *edge) {
	if e.kind.Tree && t[e.from] == e.to {
		delete(t, e.from)
	}
}

// loadTree finds what the nodes lie in that rows of a tree are to lead to, at any depth.
func (b *edgeBatch) loadTree(ctx context.Context, tx *neo.Tx, prepared []placed) error {
	var kind *catalog.Edge
	var tops distinct[string]
	for _, p := range prepared {
		if p.Kind != nil && p.Kind.Tree && p.to != "" {
			kind = p.Kind
			tops.add(p.to, p.to)
		}
	}
	if kind == nil {
		return nil
	}
	type step struct {
		From string `column:"from"`
		To   string `column:"to"`
	}
	steps, err := query.All[step](ctx, tx, query.Statement{
		Text: "MATCH (top:" + query.Quote(kind.From.Name) + ") WHERE top.id IN $ids MATCH (top)-[:" + query.Quote(kind.Type) + "*0..]->(n)-[:" + query.Quote(kind.Type) + "]->(m) " +
			"RETURN DISTINCT n.id AS from, m.id AS to",
		Params: map[string]any{"ids": tops.values},
	})
	for _, s := range steps {
		b.tree[s.From] = s.To
	}
	return err
}
