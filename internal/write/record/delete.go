package record

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// Delete removes a node that Hold returned, and what sources say of it. Its relationships
// must be gone. The change keeps all of its values.
func (w *Writer) Delete(ctx context.Context, tx *neo.Tx, e *catalog.Entity, stored map[string]any) error {
	id := property.Text(stored["id"])
	if err := w.deleteMembers(ctx, tx, id); err != nil {
		return err
	}
	for _, text := range []string{
		// Those to what is aside are in nobody's way.
		"MATCH (:" + query.Quote(e.Name) + " {id: $id})-[x:" + catalog.AsideType + "]-() DELETE x",
		"MATCH (n:" + query.Quote(e.Name) + " {id: $id}) DELETE n",
	} {
		if _, err := tx.Run(ctx, query.Statement{Text: text, Params: map[string]any{"id": id}}); err != nil {
			return err
		}
	}
	if _, err := tx.Run(ctx, claim.Remove([]string{id})); err != nil {
		return err
	}
	j := w.journal()
	j.Deleted(element.Element{ID: id, Type: e.Name, Fields: e.Fields, Properties: stored}, "")
	return w.note(ctx, tx, j)
}

// Cited tells whether any node or relationship names a source. Nothing indexes what is
// cited, so this reads the whole graph.
func Cited(ctx context.Context, run query.Runner, source string) (bool, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text:   "RETURN EXISTS { MATCH (n) WHERE $id IN n." + catalog.SourceIDs + " } OR EXISTS { MATCH ()-[r]->() WHERE $id IN r." + catalog.SourceIDs + " } AS cited",
		Params: map[string]any{"id": source},
	})
	if err != nil {
		return false, err
	}
	cited, err := query.Column[bool](rows, "cited")
	return slices.Contains(cited, true), err
}

// deleteMembers removes what was merged into a node that is deleted: nothing stands for it any
// more. What others tell of the merges stays.
func (w *Writer) deleteMembers(ctx context.Context, tx *neo.Tx, id string) error {
	groups, err := Members(ctx, tx, []string{id})
	if err != nil || len(groups[id]) < 2 {
		return err
	}
	members := map[string]any{"ids": groups[id][1:]}
	for _, text := range []string{
		"UNWIND $ids AS v MATCH (:" + catalog.AsideLabel + " {id: v})-[r]-() WITH DISTINCT r MATCH (x:" + catalog.AliasLabel + " {of: r.id}) DELETE x",
		"UNWIND $ids AS v MATCH (x:" + catalog.AliasLabel + " {of: v}) DELETE x",
		"UNWIND $ids AS v MATCH (s:" + catalog.StatementLabel + " {of: v}) DELETE s",
		"UNWIND $ids AS v MATCH (a:" + catalog.AsideLabel + " {id: v}) DETACH DELETE a",
	} {
		if _, err := tx.Run(ctx, query.Statement{Text: text, Params: members}); err != nil {
			return err
		}
	}
	return nil
}
