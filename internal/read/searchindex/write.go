package search

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// batch is the documents of one transaction.
type batch struct {
	write []document
	// gone are the ids of entities that are no more, or are hidden.
	gone []string
}

// quote makes a name of the catalog safe in Cypher.
// mergedColumn reads the names of what was merged into a node from the aliases that lead to it.
const mergedColumn = "COLLECT { MATCH (x:" + catalog.AliasLabel + " {into: n.id}) WITH x, labels(n)[0] + '/name/' AS start WHERE x.key STARTS WITH start " +
	"RETURN substring(x.key, size(start)) AS name ORDER BY name }"

// columns are the indexed fields of an entity, the id first.
func (l *Layout) columns(entity string) string {
	list := []string{"n.id"}
	for _, p := range l.parts[entity] {
		if p.field.Name == mergedNames {
			list = append(list, mergedColumn)
			continue
		}
		list = append(list, "n."+query.Quote(p.field.Name))
	}
	return strings.Join(list, ", ")
}

// documentOf makes the document of a row of columns.
func (l *Layout) documentOf(entity string, row []any) (document, bool) {
	properties := map[string]any{"id": row[0]}
	for i, p := range l.parts[entity] {
		properties[p.field.Name] = row[i+1]
	}
	return l.document(entity, properties)
}

// add sorts the rows of an entity that were asked for by these ids.
func (b *batch) add(l *Layout, entity string, ids []string, rows [][]any) {
	found := map[string]bool{}
	for _, row := range rows {
		if d, ok := l.documentOf(entity, row); ok {
			found[d.of] = true
			b.write = append(b.write, d)
		}
	}
	for _, id := range ids {
		if !found[id] {
			b.gone = append(b.gone, id)
		}
	}
}

// apply writes those documents that differ from the stored ones, and removes what is gone.
func (b *batch) apply(ctx context.Context, tx *neo.Tx, layout string) error {
	if len(b.write) > 0 {
		if err := b.applyWrites(ctx, tx, layout); err != nil {
			return err
		}
	}
	if len(b.gone) == 0 {
		return nil
	}
	_, err := tx.Run(ctx, query.Statement{
		Text:   "UNWIND $gone AS id MATCH (d:" + catalog.SearchLabel + " {of: id}) DELETE d",
		Params: map[string]any{"gone": b.gone},
	})
	return err
}

func (b *batch) applyWrites(ctx context.Context, tx *neo.Tx, layout string) error {
	stored, err := signatures(ctx, tx, b.write)
	if err != nil {
		return err
	}
	var rows []any
	for _, d := range b.write {
		if stored[d.of] == [2]string{signature(d), layout} {
			continue
		}
		properties := d.properties()
		properties["layout"] = layout
		rows = append(rows, properties)
	}
	if len(rows) == 0 {
		return nil
	}
	_, err = tx.Run(ctx, query.Statement{
		Text:   "UNWIND $rows AS row MERGE (d:" + catalog.SearchLabel + " {of: row.of}) SET d = row",
		Params: map[string]any{"rows": rows},
	})
	return err
}

// signatures are those of the stored documents, with their layouts.
func signatures(ctx context.Context, tx *neo.Tx, documents []document) (map[string][2]string, error) {
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.of
	}
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "UNWIND $ids AS id MATCH (d:" + catalog.SearchLabel + " {of: id}) RETURN d.of, d.signature, d.layout",
		Params: map[string]any{"ids": ids},
	})
	if err != nil {
		return nil, err
	}
	all := map[string][2]string{}
	for _, row := range rows {
		of, _ := row[0].(string)
		known, _ := row[1].(string)
		layout, _ := row[2].(string)
		all[of] = [2]string{known, layout}
	}
	return all, nil
}
