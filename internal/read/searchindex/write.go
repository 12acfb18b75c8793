package searchindex

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// batch is the documents of one transaction.
type batch struct {
	write []search.Document
	// gone are the ids of entities that are no more, or are hidden.
	gone []string
}

// mergedColumn reads the names of what was merged into a node from the aliases that redirect to it.
const mergedColumn = "COLLECT { MATCH (x:" + catalog.AliasLabel + " {into: n.id}) WITH x, labels(n)[0] + '/name/' AS start WHERE x.key STARTS WITH start " +
	"RETURN substring(x.key, size(start)) AS name ORDER BY name }"

// columns are the id and the indexed fields of an entity, named as these.
func columns(layout *search.Layout, entity string) string {
	list := []string{"n.id AS id"}
	for _, field := range layout.Fields(entity) {
		value := "n." + query.Quote(field)
		if field == search.MergedNames {
			value = mergedColumn
		}
		list = append(list, value+" AS "+query.Quote(field))
	}
	return strings.Join(list, ", ")
}

// add sorts the rows of an entity that were read for these ids: what has a document, and what
// is gone.
func (b *batch) add(layout *search.Layout, entity string, ids []string, rows query.Rows) {
	found := map[string]bool{}
	for _, properties := range rows.Maps() {
		if d, ok := layout.Document(entity, properties); ok {
			found[d.Of] = true
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
	_, err := tx.Query(ctx, query.Statement{
		Text:   "UNWIND $gone AS id MATCH (d:" + catalog.SearchLabel + " {of: id}) DELETE d",
		Params: map[string]any{"gone": b.gone},
	})
	return err
}

func (b *batch) applyWrites(ctx context.Context, tx *neo.Tx, layout string) error {
	stored, err := storedOf(ctx, tx, b.write)
	if err != nil {
		return err
	}
	var rows []any
	for _, d := range b.write {
		if stored[d.Of] == (written{d.Of, d.Signature(), layout}) {
			continue
		}
		properties := d.Properties()
		properties["layout"] = layout
		rows = append(rows, properties)
	}
	if len(rows) == 0 {
		return nil
	}
	_, err = tx.Query(ctx, query.Statement{
		Text:   "UNWIND $rows AS row MERGE (d:" + catalog.SearchLabel + " {of: row.of}) SET d = row",
		Params: map[string]any{"rows": rows},
	})
	return err
}

// written is what tells a stored document from others.
type written struct {
	Of        string `column:"of"`
	Signature string `column:"signature"`
	Layout    string `column:"layout"`
}

// storedOf are the stored ones of these documents, by entity.
func storedOf(ctx context.Context, tx *neo.Tx, documents []search.Document) (map[string]written, error) {
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.Of
	}
	list, err := query.All[written](ctx, tx, query.Statement{
		Text:   "UNWIND $ids AS id MATCH (d:" + catalog.SearchLabel + " {of: id}) RETURN d.of AS of, d.signature AS signature, d.layout AS layout",
		Params: map[string]any{"ids": ids},
	})
	stored := make(map[string]written, len(list))
	for _, w := range list {
		stored[w.Of] = w
	}
	return stored, err
}
