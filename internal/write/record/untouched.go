package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// untouched is what one transaction has made of a graph that held nothing before it. What is made
// of a type at first need not be looked for, and is made by one statement for all types: after a
// start planning a statement for each takes longer than all else.
type untouched struct {
	written map[string]bool
	// at says for the ids of nodes where the database keeps them.
	at map[string]string
}

// OnUntouched returns a writer for one transaction on a graph that nobody wrote to yet: the
// transaction must have made sure of it, and keep others from writing until it ends. It is not
// safe for concurrent use.
func (w *Writer) OnUntouched() *Writer {
	other := *w
	other.untouched = &untouched{written: map[string]bool{}, at: map[string]string{}}
	return &other
}

// first tells that nothing of an entity or relationship type can be there yet; from now on it can.
func (u *untouched) first(typ string) bool {
	if u == nil || u.written[typ] {
		return false
	}
	u.written[typ] = true
	return true
}

// nodes makes nodes with their properties.
func (u *untouched) nodes(ctx context.Context, tx *neo.Tx, label string, rows []any) error {
	made, err := query.All[struct {
		ID string `column:"id"`
		At string `column:"at"`
	}](ctx, tx, query.Statement{
		Text:   "UNWIND $rows AS row CREATE (n:$($label)) SET n = row RETURN n.id AS id, elementId(n) AS at",
		Params: map[string]any{"label": label, "rows": rows},
	})
	for _, n := range made {
		u.at[n.ID] = n.At
	}
	return err
}

// edges is the statement that makes relationships of a kind; false when an end was not made here.
func (u *untouched) edges(kind *catalog.Edge, edges []element.Edge) (query.Statement, bool) {
	if u == nil {
		return query.Statement{}, false
	}
	rows := make([]any, len(edges))
	for i, e := range edges {
		from, to := u.at[e.From], u.at[e.To]
		if from == "" || to == "" {
			return query.Statement{}, false
		}
		rows[i] = []any{from, to, e.Properties}
	}
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] " +
			"CREATE (a)-[r:$($type)]->(b) SET r = row[2] RETURN count(r) AS count",
		Params: map[string]any{"type": kind.Type, "rows": rows},
	}, true
}
