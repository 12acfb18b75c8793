package migrate

import (
	"context"
	"log/slog"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/sortkey"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// orderBatch is how many elements one transaction gives their sort keys.
const orderBatch = 5_000

// holder is what has values: an entity, or a kind of relationship.
type holder struct {
	name, pattern string
	fields        []*catalog.Field
}

func holders(cat *catalog.Catalog) []holder {
	var all []holder
	for _, e := range cat.Entities {
		all = append(all, holder{e.Name, "(x:" + query.Quote(e.Name) + ")", e.Fields})
	}
	for _, e := range cat.Edges {
		all = append(all, holder{
			e.From.Name + " " + e.Type + " " + e.To.Name,
			"(:" + query.Quote(e.From.Name) + ")-[x:" + query.Quote(e.Type) + "]->(:" + query.Quote(e.To.Name) + ")", e.Fields(),
		})
	}
	return all
}

// orders says of each field with stored sort keys how these are made.
func orders(cat *catalog.Catalog) []string {
	all := []string{}
	for _, h := range holders(cat) {
		for _, f := range h.fields {
			if made := sortkey.Definition(f); made != "" {
				all = append(all, h.order(f))
			}
		}
	}
	return all
}

func (h holder) order(f *catalog.Field) string {
	return h.name + "." + f.Name + ": " + sortkey.Definition(f)
}

// forgetOrders has all sort keys made anew. A step that changes stored texts does it too.
func forgetOrders(ctx context.Context, db *neo.DB) error {
	return setMeta(ctx, db, map[string]any{"orders": []string{}})
}

// runOrders makes the sort keys of fields whose keys are made otherwise than those that are
// stored: a field that is ordered since, or an enumeration with other values.
func runOrders(ctx context.Context, db *neo.DB, cat *catalog.Catalog, stored []string, log *slog.Logger) error {
	current := orders(cat)
	if slices.Equal(current, stored) {
		return nil
	}
	changed := 0
	for _, h := range holders(cat) {
		h.fields = slices.DeleteFunc(slices.Clone(h.fields), func(f *catalog.Field) bool {
			return sortkey.Definition(f) == "" || slices.Contains(stored, h.order(f))
		})
		if len(h.fields) == 0 {
			continue
		}
		n, err := h.reorder(ctx, db)
		if err != nil {
			return err
		}
		changed += n
	}
	if changed > 0 {
		log.Info("values have the keys that pages are sorted by", "changed", changed)
	}
	return setMeta(ctx, db, map[string]any{"orders": current})
}

// reorder gives all elements the sort keys of the fields, and tells how many it changed.
func (h holder) reorder(ctx context.Context, db *neo.DB) (changed int, err error) {
	for after := ""; ; {
		page, err := query.Values[map[string]any](ctx, db, query.Statement{
			Text:   "MATCH " + h.pattern + " WHERE x.id > $after WITH x ORDER BY x.id LIMIT $limit RETURN properties(x) AS properties",
			Params: map[string]any{"after": after, "limit": orderBatch},
		}, "properties")
		if err != nil || len(page) == 0 {
			return changed, err
		}
		after = property.Text(page[len(page)-1]["id"])
		rows := h.differing(page)
		if len(rows) == 0 {
			continue
		}
		changed += len(rows)
		err = db.Write(ctx, func(tx *neo.Tx) error {
			_, err := tx.Query(ctx, query.Statement{
				Text:   "UNWIND $rows AS row MATCH " + h.pattern + " WHERE x.id = row[0] SET x += row[1]",
				Params: map[string]any{"rows": rows},
			})
			return err
		})
		if err != nil {
			return changed, err
		}
	}
}

// differing are the ids of elements with sort keys that are not as they should be, and these.
func (h holder) differing(page []map[string]any) []any {
	var rows []any
	for _, stored := range page {
		if diff := property.Changed(stored, sortkey.Keys(h.fields, stored)); diff != nil {
			rows = append(rows, []any{stored["id"], diff})
		}
	}
	return rows
}
