package record

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// Delete removes a node that Hold returned, and what sources say of it. Its relationships
// must be gone. The change keeps all of its values.
func (w *Writer) Delete(ctx context.Context, tx *neo.Tx, e *catalog.Entity, stored map[string]any) error {
	id := property.Text(stored["id"])
	members, err := aside.DeleteMembers(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, text := range []string{
		// Those to what is aside are in nobody's way.
		"MATCH (:" + query.Quote(e.Name) + " {id: $id})-[x:" + catalog.AsideType + "]-() DELETE x",
		"MATCH (n:" + query.Quote(e.Name) + " {id: $id}) DELETE n",
	} {
		if _, err := tx.Query(ctx, query.Statement{Text: text, Params: map[string]any{"id": id}}); err != nil {
			return err
		}
	}
	if _, err := tx.Query(ctx, claim.Remove(append(members, id))); err != nil {
		return err
	}
	j := w.Journal()
	j.Deleted(element.Element{ID: id, Type: e.Name, Fields: e.Fields, Properties: stored}, "")
	return query.Each(ctx, tx, j.Statements()...)
}

// Cited tells whether any node or relationship names a source. Nothing indexes what is
// cited, so this reads the whole graph.
func Cited(ctx context.Context, run query.Runner, source string) (bool, error) {
	cited, err := query.Values[bool](ctx, run, query.Statement{
		Text:   "RETURN EXISTS { MATCH (n) WHERE $id IN n." + catalog.SourceIDs + " } OR EXISTS { MATCH ()-[r]->() WHERE $id IN r." + catalog.SourceIDs + " } AS cited",
		Params: map[string]any{"id": source},
	}, "cited")
	return slices.Contains(cited, true), err
}
